#ifndef CONVOKE_CPOSTGRES_H
#define CONVOKE_CPOSTGRES_H

#include <libpq-fe.h>

/// The five letters of a failed statement's SQLSTATE, or NULL.
static inline const char *_Nullable convoke_sqlstate(const PGresult *_Nullable result) {
    return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}

/// Says nothing of the server's notices; they may quote data.
static inline void convoke_silence(PGconn *_Nonnull connection) {
    PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE);
}

#endif
