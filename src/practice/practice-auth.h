/* practice-auth.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "practice-time.h"

G_BEGIN_DECLS

#define PRACTICE_TYPE_AUTH (practice_auth_get_type ())
G_DECLARE_FINAL_TYPE (PracticeAuth, practice_auth, PRACTICE, AUTH, GObject)

PracticeAuth *practice_auth_new (PracticeTime *time);
void practice_auth_add_client (PracticeAuth *self, const char *client_id, const char *client_secret);
void practice_auth_remove_clients (PracticeAuth *self);
gboolean practice_auth_has_client (PracticeAuth *self, const char *client_id);
char *practice_auth_log_in (PracticeAuth *self, const char *client_id, const char *client_secret, gint64 lifetime_s);
const char *practice_auth_check (PracticeAuth *self, const char *authorization);
void practice_auth_revoke_all (PracticeAuth *self);

G_END_DECLS
