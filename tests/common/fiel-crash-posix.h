/* fiel-crash-posix.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* The few calls of the system with which the journal handles its file and its lock, on the disk that is mounted (see
 * fiel-crash-vfs.h). They take and give what the real ones do, errno included. Descriptors are those of the program
 * that is running: when the disk goes down they and their locks are gone. One thread at a time. */
int fiel_crash_posix_open (const char *path, int flags, ...);
int fiel_crash_posix_close (int fd);
gssize fiel_crash_posix_pread (int fd, void *bytes, gsize size, gint64 offset);
gssize fiel_crash_posix_pwrite (int fd, const void *bytes, gsize size, gint64 offset);
int fiel_crash_posix_ftruncate (int fd, gint64 size);
int fiel_crash_posix_fsync (int fd);
int fiel_crash_posix_flock (int fd, int operation);
int fiel_crash_posix_stat (const char *path, struct stat *info);
int fiel_crash_posix_fstat (int fd, struct stat *info);
int fiel_crash_posix_unlink (const char *path);
int fiel_crash_posix_rename (const char *path, const char *to);
gboolean fiel_crash_posix_load_keys (GKeyFile *file, const char *path);

G_END_DECLS
