#ifndef CONVOKE_CFORKING_SHIM_H
#define CONVOKE_CFORKING_SHIM_H

#include <sys/types.h>
#include <unistd.h>

/// A copy of this process, which Swift does not offer. In the copy only the calling thread goes on, so neither tasks nor queues may be
/// used there. Returns 0 in the copy, its id in this process, and -1 where there is none.
static inline pid_t convoke_fork(void) {
    return fork();
}

#endif
