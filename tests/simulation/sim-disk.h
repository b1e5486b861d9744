/* sim-disk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-random.h"

#include <sqlite3.h>

G_BEGIN_DECLS

/* A disk in memory as SQLite sees it, the default VFS of this program. What was written is there for every reader at
 * once; what was not flushed may be lost, torn or out of order after a power cut, sector by sector. A disk is a value
 * that is handed on: the dead process keeps the one it had, the next one gets what was left. */

typedef struct _SimDisk SimDisk;

SimDisk *sim_disk_new (void);
SimDisk *sim_disk_ref (SimDisk *self);
void sim_disk_unref (SimDisk *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SimDisk, sim_disk_unref)

/* The disk that is plugged in: what SQLite opens from now on is there. */
void sim_disk_plug_in (SimDisk *self);

/* Sectors of files that were written and not flushed. */
gboolean sim_disk_is_flushed (SimDisk *self);

/* A file by the last part of its path. (transfer none) (nullable) */
const guint8 *sim_disk_read_file (SimDisk *self, const char *path, gsize *size);
void sim_disk_write_file (SimDisk *self, const char *path, const guint8 *data, gsize size);

/* What a new process finds after the old one was killed, or after the power was cut. (transfer full) */
SimDisk *sim_disk_survive_kill (SimDisk *self);
SimDisk *sim_disk_survive_power_cut (SimDisk *self, SimRandom *random);

/* The @n-th write, flush, truncation or removal from now on fails, and every later one if @for_ever. */
void sim_disk_fail_at (SimDisk *self, guint n, int code, gboolean for_ever);
gboolean sim_disk_has_failed (SimDisk *self);

/* Right before the @n-th one from now on the process dies, or the power is cut (@random given). */
void sim_disk_die_at (SimDisk *self, guint n, SimRandom *random);
gboolean sim_disk_has_died (SimDisk *self);
gboolean sim_disk_died_of_power_cut (SimDisk *self);
/* (transfer full) (nullable): what is left, once that happened */
SimDisk *sim_disk_take_remains (SimDisk *self);

G_END_DECLS
