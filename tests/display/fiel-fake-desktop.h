/* fiel-fake-desktop.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The part of the desktop that shows notifications, in this process: without one GLib warns. */
void fiel_fake_desktop_start (void);

/* What it was told since it was last asked, a line for each: "title|body"; for one that was taken back "-". */
char *fiel_fake_desktop_take_told (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
