/* fiel-file-link.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *fiel_file_link_find_dead (const char *path);
char *fiel_file_link_follow (const char *path);

G_END_DECLS
