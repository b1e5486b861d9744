/* fiel-people.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-person.h"
#include "fiel-secrets.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define FIEL_PEOPLE_ERROR (fiel_people_error_quark ())
GQuark fiel_people_error_quark (void);

/**
 * FielPeopleError: messages are sentences for whoever stands at the till (translated).
 */
typedef enum
{
  FIEL_PEOPLE_ERROR_NOT_READY,      /* the journal is not open */
  FIEL_PEOPLE_ERROR_BUSY,           /* another PIN is being looked at */
  FIEL_PEOPLE_ERROR_WRONG_PIN,
  FIEL_PEOPLE_ERROR_WAIT,           /* too many wrong ones: it was not looked at */
  FIEL_PEOPLE_ERROR_KEYRING,        /* locked, absent, refusing, or without a PIN for them */
  FIEL_PEOPLE_ERROR_NOT_ALLOWED,    /* their role does not allow it, or it takes somebody else */
  FIEL_PEOPLE_ERROR_LOCKED,         /* nobody is signed in */
  FIEL_PEOPLE_ERROR_PERSON,         /* a name, role or PIN that cannot be */
  FIEL_PEOPLE_ERROR_STORAGE,        /* it could not be written down, so it did not happen */
} FielPeopleError;

typedef struct _FielScribe FielScribe;

#define FIEL_TYPE_PEOPLE (fiel_people_get_type ())
G_DECLARE_FINAL_TYPE (FielPeople, fiel_people, FIEL, PEOPLE, GObject)

/* The people of a store, as a GListModel of FielPerson, and who of them is signed in at this till. Where there are
 * none, nobody signs in, nothing is locked and nobody has to approve by PIN. Properties: "signed-in" (FielPerson or
 * NULL), "locked" (boolean: there are people and none of them is signed in), "changing-settings" (FielPerson or NULL),
 * "actor" (string: whose name what happens now gets). */
FielPeople *fiel_people_new (FielProfile *profile, FielClock *clock, FielSecrets *secrets);

/* From now on PINs are looked at: what was tried in earlier runs is read from the journal of @scribe first. */
void fiel_people_open_async (FielPeople *self, FielScribe *scribe, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_people_open_finish (FielPeople *self, GAsyncResult *result, GError **error);
void fiel_people_close (FielPeople *self);

gboolean fiel_people_get_exist (FielPeople *self);
FielPerson *fiel_people_find (FielPeople *self, const char *key);           /* (transfer none) (nullable) */
FielPerson *fiel_people_get_signed_in (FielPeople *self);                   /* (transfer none) (nullable) */
gboolean fiel_people_get_locked (FielPeople *self);
const char *fiel_people_get_actor (FielPeople *self);
guint fiel_people_get_lock_after_minutes (FielPeople *self);                /* 0: never */

/* How long it is until a PIN of @person is looked at again, and in words. */
gint64 fiel_people_get_wait_us (FielPeople *self, FielPerson *person);
char *fiel_people_describe_wait (gint64 wait_us) G_GNUC_WARN_UNUSED_RESULT;

/* All three: one at a time; what comes of it is in the journal before anybody is told. A PIN is copied and the copy
 * overwritten. Takes the place of whoever is signed in. */
void fiel_people_sign_in_async (FielPeople *self, FielPerson *person, const char *pin, GAsyncReadyCallback callback,
                                gpointer user_data);
gboolean fiel_people_sign_in_finish (FielPeople *self, GAsyncResult *result, GError **error);
/* @person allows one @act about @subject, to be done within ten minutes. */
void fiel_people_approve_async (FielPeople *self, FielPerson *person, const char *pin, FielAct act,
                                const char *subject, GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_people_approve_finish (FielPeople *self, GAsyncResult *result, GError **error);
/* A manager opens the settings: until they are left, what is changed is changed by them. */
void fiel_people_open_settings_async (FielPeople *self, FielPerson *person, const char *pin,
                                      GAsyncReadyCallback callback, gpointer user_data);
gboolean fiel_people_open_settings_finish (FielPeople *self, GAsyncResult *result, GError **error);
/* The store profile was saved: what is different is in the journal from now on, with the name of who changed it. */
void fiel_people_note_settings (FielPeople *self, const char *old_text, const char *new_text);
FielPerson *fiel_people_get_changing_settings (FielPeople *self);           /* (transfer none) (nullable) */
void fiel_people_leave_settings (FielPeople *self);

/* Nobody is signed in any more, and nothing stays approved. @why: "key", "idle", "session". */
void fiel_people_lock (FielPeople *self, const char *why);

/* For whoever does an act: whether @name approved it. Always so where there are no people. fiel_people_take_approval()
 * uses the approval up. */
gboolean fiel_people_check_approval (FielPeople *self, FielAct act, const char *subject, const char *name,
                                     GError **error);
gboolean fiel_people_take_approval (FielPeople *self, FielAct act, const char *subject, const char *name,
                                    GError **error);
void fiel_people_drop_approvals (FielPeople *self, FielAct act);
/* The same, whoever approved it: (transfer full) (nullable) their name. What came to nothing gives it back. */
char *fiel_people_take_any_approval (FielPeople *self, FielAct act, const char *subject) G_GNUC_WARN_UNUSED_RESULT;
void fiel_people_give_back_approval (FielPeople *self, FielAct act, const char *subject, const char *name);

/* What whoever is signed in may do without anybody's approval; everything where there are no people. */
gboolean fiel_people_may (FielPeople *self, FielAct act);
gboolean fiel_people_may_train (FielPeople *self);
/* The same for a sale, or a manager has approved it; and what such an approval is about. */
gboolean fiel_people_may_charge (FielPeople *self, FielMoney amount);
char *fiel_people_make_sale_subject (FielMoney amount) G_GNUC_WARN_UNUSED_RESULT;

/* Whether @actor is who is signed in. Always so where there are no people. */
gboolean fiel_people_check_signed_in (FielPeople *self, const char *actor, GError **error);

G_END_DECLS
