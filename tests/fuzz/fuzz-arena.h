/* fuzz-arena.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void fuzz_arena_install (void);

G_END_DECLS
