/* fiel-crash-journal-lock.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* The journal's own fiel-journal-lock.c on the crash disk; see fiel-crash-journal-file.c. */

#include "config.h"

#include "fiel-crash-posix.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#undef g_unlink
#define open(...) fiel_crash_posix_open (__VA_ARGS__)
#define close(fd) fiel_crash_posix_close (fd)
#define pwrite(fd, bytes, size, offset) fiel_crash_posix_pwrite (fd, bytes, size, offset)
#define ftruncate(fd, size) fiel_crash_posix_ftruncate (fd, size)
#define flock(fd, operation) fiel_crash_posix_flock (fd, operation)
#define fstat(fd, info) fiel_crash_posix_fstat (fd, info)
#define g_unlink(path) fiel_crash_posix_unlink (path)
#define g_key_file_load_from_file(file, path, flags, error) fiel_crash_posix_load_keys (file, path)

#include "fiel-journal-lock.c"
