/* practice-callbacks.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-operation.h"

G_BEGIN_DECLS

#define PRACTICE_TYPE_CALLBACKS (practice_callbacks_get_type ())
G_DECLARE_FINAL_TYPE (PracticeCallbacks, practice_callbacks, PRACTICE, CALLBACKS, GObject)

PracticeCallbacks *practice_callbacks_new (PracticeWorld *world);
gboolean practice_callbacks_accepts (const char *address);
void practice_callbacks_send (PracticeCallbacks *self, PracticeOperation *operation);
JsonArray *practice_callbacks_to_array (PracticeCallbacks *self);
void practice_callbacks_clear (PracticeCallbacks *self);

G_END_DECLS
