/* fiel-faulty-disk.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielDiskFault: what goes wrong.
 * @FIEL_DISK_FAULT_ERROR: the write or the flush reports an input/output error
 * @FIEL_DISK_FAULT_FULL: the write reports that there is no room; a flush that it failed
 */
typedef enum
{
  FIEL_DISK_FAULT_ERROR,
  FIEL_DISK_FAULT_FULL,
} FielDiskFault;

/* The real disk, with a counter and a way to fail: every connection that is opened after fiel_faulty_disk_install()
 * goes through it. One thread. */
void fiel_faulty_disk_install (void);
void fiel_faulty_disk_fail_at (guint nth, FielDiskFault fault);
void fiel_faulty_disk_heal (void);
gboolean fiel_faulty_disk_has_failed (void);
guint fiel_faulty_disk_take_n_flushes (void);

G_END_DECLS
