/* fiel-people-editor.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-people.h"

G_BEGIN_DECLS

/**
 * FielPersonChange: nothing is owned.
 * @key: (nullable): NULL: somebody new
 * @name, @role: how they are from then on
 * @pin: (nullable): their new PIN; NULL: the one they have. Somebody new, and whoever becomes a manager, needs one
 * @remove: they leave; the other fields do not count
 */
typedef struct
{
  const char *key;
  const char *name;
  FielRole role;
  const char *pin;
  gboolean remove;
} FielPersonChange;

/* One change to the people of a store, by the manager who has the settings open. The first of a store may be added by
 * anybody and is a manager. It is written down, kept in keyring and profile, and then shown; FIEL_PEOPLE_ERROR. */
void fiel_people_change_async (FielPeople *people, const FielPersonChange *change, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean fiel_people_change_finish (FielPeople *people, GAsyncResult *result, GError **error);

/* What is wrong with it, as far as it can be said beforehand. */
gboolean fiel_people_check_change (FielPeople *people, const FielPersonChange *change, GError **error);

/* Whoever has this till's desktop may change people where every manager forgot their PIN: it is written down as done by
 * @who, until the program ends. */
void fiel_people_recover (FielPeople *people, const char *who);

G_END_DECLS
