// The floor for an import: the rows that an import left in a store, put into an empty one of the same schema by bare
// statements in one transaction, without sealing or hashing. Arguments: the filled store, the empty one. Prints seconds.
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const char *tables[] = {"record_keys", "contacts", "search_owners", "search_entries", "audit"};
enum { table_count = sizeof tables / sizeof *tables };

static void check(int code, sqlite3 *database) {
    if (code == SQLITE_OK || code == SQLITE_DONE || code == SQLITE_ROW) return;
    fprintf(stderr, "%s\n", sqlite3_errmsg(database));
    exit(1);
}

struct rows {
    sqlite3_value **values;
    size_t count, width;
};

// Everything is in memory before the clock starts.
static struct rows load(sqlite3 *from, const char *table) {
    struct rows rows = {NULL, 0, 0};
    char sql[128];
    snprintf(sql, sizeof sql, "SELECT * FROM %s", table);
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(from, sql, -1, &statement, NULL), from);
    rows.width = (size_t)sqlite3_column_count(statement);
    size_t room = 0;
    while (sqlite3_step(statement) == SQLITE_ROW) {
        if (rows.count == room) {
            room = room ? room * 2 : 1024;
            rows.values = realloc(rows.values, room * rows.width * sizeof *rows.values);
        }
        for (size_t column = 0; column < rows.width; column++)
            rows.values[rows.count * rows.width + column] =
                sqlite3_value_dup(sqlite3_column_value(statement, (int)column));
        rows.count++;
    }
    sqlite3_finalize(statement);
    return rows;
}

static void store(sqlite3 *to, const char *table, struct rows rows) {
    char sql[256];
    int length = snprintf(sql, sizeof sql, "INSERT INTO %s VALUES (", table);
    for (size_t column = 0; column < rows.width; column++)
        length += snprintf(sql + length, sizeof sql - (size_t)length, column ? ", ?" : "?");
    snprintf(sql + length, sizeof sql - (size_t)length, ")");
    sqlite3_stmt *statement;
    check(sqlite3_prepare_v2(to, sql, -1, &statement, NULL), to);
    for (size_t row = 0; row < rows.count; row++) {
        for (size_t column = 0; column < rows.width; column++)
            sqlite3_bind_value(statement, (int)column + 1, rows.values[row * rows.width + column]);
        check(sqlite3_step(statement), to);
        sqlite3_reset(statement);
    }
    sqlite3_finalize(statement);
}

int main(int count, char **arguments) {
    if (count != 3) return 2;
    sqlite3 *from, *to;
    check(sqlite3_open_v2(arguments[1], &from, SQLITE_OPEN_READONLY, NULL), from);
    check(sqlite3_open_v2(arguments[2], &to, SQLITE_OPEN_READWRITE, NULL), to);
    // As the store has it: a journal that is on disk at every commit, and links that are checked.
    check(sqlite3_exec(to,
                       "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON;"
                       "PRAGMA secure_delete = ON; PRAGMA cache_size = -16384; DELETE FROM record_keys; DELETE FROM audit",
                       NULL, NULL, NULL), to);
    struct rows rows[table_count];
    for (int index = 0; index < table_count; index++) rows[index] = load(from, tables[index]);
    struct timespec start, end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    check(sqlite3_exec(to, "BEGIN", NULL, NULL, NULL), to);
    for (int index = 0; index < table_count; index++) store(to, tables[index], rows[index]);
    check(sqlite3_exec(to, "COMMIT", NULL, NULL, NULL), to);
    clock_gettime(CLOCK_MONOTONIC, &end);
    printf("%f\n", (double)(end.tv_sec - start.tv_sec) + (double)(end.tv_nsec - start.tv_nsec) / 1e9);
    return 0;
}
