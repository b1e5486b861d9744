/* fiel-crash-journal-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The journal's own fiel-journal-file.c, word for word, on the crash disk: linked in front of the journal's library, this
 * object takes the place of the one there. The headers come first so that only the calls change. */

#include "config.h"

#include "fiel-crash-posix.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#undef g_rename
#undef g_unlink
#define open(...) fiel_crash_posix_open (__VA_ARGS__)
#define close(fd) fiel_crash_posix_close (fd)
#define fsync(fd) fiel_crash_posix_fsync (fd)
#define pread(fd, bytes, size, offset) fiel_crash_posix_pread (fd, bytes, size, offset)
#define pwrite(fd, bytes, size, offset) fiel_crash_posix_pwrite (fd, bytes, size, offset)
#define stat(path, info) fiel_crash_posix_stat (path, info)
#define g_unlink(path) fiel_crash_posix_unlink (path)
#define g_rename(path, to) fiel_crash_posix_rename (path, to)
/* The disk is one folder, which is there. */
#define g_file_test(path, test) TRUE

#include "fiel-journal-file.c"
