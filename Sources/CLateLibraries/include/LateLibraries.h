#ifndef CONVOKE_LATE_LIBRARIES_H
#define CONVOKE_LATE_LIBRARIES_H

/// Loads the libraries that read mail and calendars now, so that processes forked from this one share them.
void convoke_load_readers(void);

#endif
