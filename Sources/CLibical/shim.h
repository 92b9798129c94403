#ifndef CONVOKE_CLIBICAL_SHIM_H
#define CONVOKE_CLIBICAL_SHIM_H

#include <libical/ical.h>

// libical prints to standard error and may abort on malformed input unless told otherwise.
static inline void convoke_ical_set_quiet(void) {
    icalerror_set_errors_are_fatal(0);
}

#endif
