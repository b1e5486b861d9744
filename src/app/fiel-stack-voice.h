/* fiel-stack-voice.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void fiel_stack_voice_follow (GtkStack *stack);

G_END_DECLS
