/* practice-control.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

#include "practice-callbacks.h"

G_BEGIN_DECLS

void practice_control_handle (PracticeWorld *world,
                              PracticeCallbacks *callbacks,
                              SoupServerMessage *message,
                              const char *path,
                              GHashTable *query);

G_END_DECLS
