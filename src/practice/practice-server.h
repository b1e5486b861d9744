/* practice-server.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "practice-world.h"

G_BEGIN_DECLS

#define PRACTICE_TYPE_SERVER (practice_server_get_type ())
G_DECLARE_FINAL_TYPE (PracticeServer, practice_server, PRACTICE, SERVER, GObject)

PracticeServer *practice_server_new (PracticeWorld *world, GTlsCertificate *certificate);
char *practice_server_listen (PracticeServer *self, guint16 port, GError **error);

G_END_DECLS
