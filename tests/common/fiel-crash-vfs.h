/* fiel-crash-vfs.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-crash-disk.h"

G_BEGIN_DECLS

/* SQLite on a FielCrashDisk: from the first fiel_crash_vfs_mount() on every connection of the program opens its files on
 * the disk that is mounted then. It declares what SQLite's own layer for Unix declares. @seed decides SQLite's random
 * numbers from here on. */
void fiel_crash_vfs_mount (FielCrashDisk *disk, guint64 seed);
FielCrashDisk *fiel_crash_vfs_get_mounted (void);

G_END_DECLS
