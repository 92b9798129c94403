#ifndef CONVOKE_CPOSTGRES_H
#define CONVOKE_CPOSTGRES_H

#include <libpq-fe.h>

/// The five letters of a failed statement's SQLSTATE, or NULL.
static inline const char *_Nullable convoke_sqlstate(const PGresult *_Nullable result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/// Why no connection came about is told with its SQLSTATE and its text.
static inline void convoke_explain(PGconn *_Nonnull connection) {
    PQsetErrorVerbosity(connection, PQERRORS_VERBOSE);
}

/// Errors and notices carry their SQLSTATE and no text: texts may quote data, and are in the server's language.
static inline void convoke_silence(PGconn *_Nonnull connection) {
    PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE);
}

#endif
