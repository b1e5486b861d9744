/* fiel-people.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-people-private.h"

#include "fiel-people-editor.h"
#include "fiel-pin-history.h"
#include "fiel-pin.h"
#include "fiel-plain-text.h"
#include "fiel-profile-change.h"

#include <glib/gi18n-lib.h>

/**
 * FielPeople:
 *
 *   PIN typed ──► must they wait? ──► hash from the keyring, in a thread ──► right or wrong, written down ──► told
 *
 * Whoever cannot be written down is not let in, and a wrong PIN that was counted stays counted over a restart.
 */
struct _FielPeople
{
  GObject parent_instance;

  FielProfile *profile;           /* owned */
  FielClock *clock;               /* owned */
  FielPinSafe *safe;              /* owned */
  FielPinGuard *guard;            /* owned */
  FielScribe *scribe;             /* owned, nullable unless open */
  GListStore *people;             /* owned, of FielPerson */
  FielPerson *signed_in;          /* owned, nullable */
  FielPerson *changing_settings;  /* owned, nullable */
  FielApprovalBook *approvals;    /* owned */
  char *recoverer;                /* owned, nullable: who may change people without a PIN */
  gboolean checking;
};

typedef enum
{
  CHECK_SIGN_IN,
  CHECK_APPROVAL,
  CHECK_SETTINGS,
} CheckKind;

/* A PIN that is being looked at. */
typedef struct
{
  CheckKind kind;
  FielPerson *person;       /* owned */
  FielAct act;
  char *subject;            /* owned, nullable */
  GError *refusal;          /* owned, nullable: what will be said once it is written down */
} Check;

enum
{
  PROP_0,
  PROP_SIGNED_IN,
  PROP_LOCKED,
  PROP_CHANGING_SETTINGS,
  PROP_ACTOR,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void fiel_people_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (FielPeople, fiel_people, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, fiel_people_list_model_init))

G_DEFINE_QUARK (fiel-people-error-quark, fiel_people_error)

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielPersonAct, fiel_person_act,
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_SIGNED_IN, "signed-in"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_LOCKED, "locked"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_WRONG_PIN, "wrong-pin"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_APPROVED, "approved"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_OPENED_SETTINGS, "opened-settings"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_ADDED, "added"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_CHANGED, "changed"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_GOT_PIN, "got-pin"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_REMOVED, "removed"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_CHANGED_SETTINGS, "changed-settings"),
  G_DEFINE_ENUM_VALUE (FIEL_PERSON_ACT_NOT_CHANGED, "not-changed"))
/* clang-format on */

static void history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void verified_cb (GObject *source, GAsyncResult *result, gpointer user_data);
static void noted_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static void
check_free (Check *check)
{
  g_object_unref (check->person);
  g_free (check->subject);
  g_clear_error (&check->refusal);
  g_free (check);
}

static void
fiel_people_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielPeople *self = FIEL_PEOPLE (object);

  switch (prop_id)
    {
    case PROP_SIGNED_IN:
      g_value_set_object (value, self->signed_in);
      break;

    case PROP_LOCKED:
      g_value_set_boolean (value, fiel_people_get_locked (self));
      break;

    case PROP_CHANGING_SETTINGS:
      g_value_set_object (value, self->changing_settings);
      break;

    case PROP_ACTOR:
      g_value_set_string (value, fiel_people_get_actor (self));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_people_finalize (GObject *object)
{
  FielPeople *self = FIEL_PEOPLE (object);

  g_object_unref (self->profile);
  g_object_unref (self->clock);
  g_object_unref (self->safe);
  g_object_unref (self->guard);
  g_clear_object (&self->scribe);
  g_object_unref (self->people);
  g_clear_object (&self->signed_in);
  g_clear_object (&self->changing_settings);
  g_object_unref (self->approvals);
  g_free (self->recoverer);

  G_OBJECT_CLASS (fiel_people_parent_class)->finalize (object);
}

static void
fiel_people_class_init (FielPeopleClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_people_get_property;
  object_class->finalize = fiel_people_finalize;

  properties[PROP_SIGNED_IN] = g_param_spec_object ("signed-in", NULL, NULL, FIEL_TYPE_PERSON, flags);
  properties[PROP_LOCKED] = g_param_spec_boolean ("locked", NULL, NULL, FALSE, flags);
  properties[PROP_CHANGING_SETTINGS] = g_param_spec_object ("changing-settings", NULL, NULL, FIEL_TYPE_PERSON, flags);
  properties[PROP_ACTOR] = g_param_spec_string ("actor", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_people_init (FielPeople *self)
{
  self->people = g_list_store_new (FIEL_TYPE_PERSON);
  g_signal_connect_object (self->people, "items-changed", G_CALLBACK (g_list_model_items_changed), self,
                           G_CONNECT_SWAPPED);
}

/* The list */

static GType
fiel_people_get_item_type (GListModel *list)
{
  return FIEL_TYPE_PERSON;
}

static guint
fiel_people_get_n_items (GListModel *list)
{
  return g_list_model_get_n_items (G_LIST_MODEL (FIEL_PEOPLE (list)->people));
}

static gpointer
fiel_people_get_item (GListModel *list, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (FIEL_PEOPLE (list)->people), position);
}

static void
fiel_people_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = fiel_people_get_item_type;
  iface->get_n_items = fiel_people_get_n_items;
  iface->get_item = fiel_people_get_item;
}

static void
notify_who (FielPeople *self)
{
  fiel_profile_set_signed_in (self->profile,
                              self->signed_in != NULL ? fiel_person_get_name (self->signed_in) : NULL);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNED_IN]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACTOR]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_LOCKED]);
}

/* The same person as the profile has it now; nobody if they are gone. (transfer full) (nullable) */
static FielPerson *
refresh_person (FielPeople *self, FielPerson *person)
{
  FielPerson *now = person != NULL ? fiel_people_find (self, fiel_person_get_key (person)) : NULL;

  return now != NULL ? g_object_ref (now) : NULL;
}

void
fiel_people_reload (FielPeople *self)
{
  GPtrArray *places = fiel_profile_get_people (self->profile);
  g_autoptr (GPtrArray) people = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (FielPerson) signed_in = self->signed_in;
  g_autoptr (FielPerson) changing_settings = self->changing_settings;

  for (guint i = 0; i < places->len; i++)
    g_ptr_array_add (people, fiel_person_new (g_ptr_array_index (places, i)));
  g_list_store_splice (self->people, 0, fiel_people_get_n_items (G_LIST_MODEL (self)), people->pdata, people->len);
  self->signed_in = refresh_person (self, signed_in);
  self->changing_settings = refresh_person (self, changing_settings);
  /* A manager who is none any more changes nothing more. */
  if (self->changing_settings != NULL && !fiel_person_may (self->changing_settings, FIEL_ACT_SETTINGS))
    g_clear_object (&self->changing_settings);
  notify_who (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGING_SETTINGS]);
}

/* One keyring serves every store of this session; what is practised does not change who may charge. */
static char *
make_store_name (FielProfile *profile)
{
  g_autofree char *own = g_build_filename (g_get_user_config_dir (), "fiel", "profile.conf", NULL);
  const char *path = fiel_profile_get_path (profile);

  return g_str_equal (path, own) ? g_strdup ("") : g_canonicalize_filename (path, NULL);
}

FielPeople *
fiel_people_new (FielProfile *profile, FielClock *clock, FielSecrets *secrets)
{
  FielPeople *self = NULL;
  g_autofree char *store = NULL;

  g_return_val_if_fail (FIEL_IS_PROFILE (profile), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (FIEL_IS_SECRETS (secrets), NULL);

  self = g_object_new (FIEL_TYPE_PEOPLE, NULL);
  store = make_store_name (profile);
  self->profile = g_object_ref (profile);
  self->clock = g_object_ref (clock);
  self->safe = fiel_pin_safe_new (secrets, store);
  self->guard = fiel_pin_guard_new (clock);
  self->approvals = fiel_approval_book_new (clock);
  fiel_people_reload (self);

  return self;
}

/* Opening */

void
fiel_people_open_async (FielPeople *self, FielScribe *scribe, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (FIEL_IS_SCRIBE (scribe));
  g_return_if_fail (self->scribe == NULL);

  self->scribe = g_object_ref (scribe);
  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_people_open_async);
  if (fiel_people_get_exist (self))
    fiel_pin_history_read_async (fiel_scribe_get_journal (scribe), self->guard, history_read_cb,
                                 g_steal_pointer (&task));
  else
    g_task_return_boolean (task, TRUE);
}

static void
history_read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (fiel_pin_history_read_finish (FIEL_JOURNAL (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

gboolean
fiel_people_open_finish (FielPeople *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_people_open_async), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

void
fiel_people_close (FielPeople *self)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));

  g_clear_object (&self->scribe);
}

/* Asking */

gboolean
fiel_people_get_exist (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), FALSE);

  return fiel_people_get_n_items (G_LIST_MODEL (self)) > 0;
}

FielPerson *
fiel_people_find (FielPeople *self, const char *key)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  for (guint i = 0; i < fiel_people_get_n_items (G_LIST_MODEL (self)); i++)
    {
      g_autoptr (FielPerson) person = g_list_model_get_item (G_LIST_MODEL (self), i);

      if (g_str_equal (fiel_person_get_key (person), key))
        return person;
    }

  return NULL;
}

FielPerson *
fiel_people_get_signed_in (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), NULL);

  return self->signed_in;
}

FielPerson *
fiel_people_get_changing_settings (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), NULL);

  return self->changing_settings;
}

gboolean
fiel_people_get_locked (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), TRUE);

  return self->signed_in == NULL && fiel_people_get_exist (self);
}

/**
 * fiel_people_get_actor:
 *
 * Returns: (transfer none): the name of whoever is signed in; else what the profile calls whoever works at this till
 */
const char *
fiel_people_get_actor (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), NULL);

  return fiel_profile_get_cashier_name (self->profile);
}

guint
fiel_people_get_lock_after_minutes (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), 0);

  return fiel_profile_get_lock_after_minutes (self->profile);
}

gint64
fiel_people_get_wait_us (FielPeople *self, FielPerson *person)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), 0);
  g_return_val_if_fail (FIEL_IS_PERSON (person), 0);

  return fiel_pin_guard_get_wait_us (self->guard, fiel_person_get_key (person));
}

char *
fiel_people_describe_wait (gint64 wait_us)
{
  const guint seconds = (guint) ((wait_us + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  const guint minutes = (seconds + 59) / 60;

  if (seconds < 60)
    return g_strdup_printf (ngettext ("%u second", "%u seconds", seconds), seconds);

  return g_strdup_printf (ngettext ("%u minute", "%u minutes", minutes), minutes);
}

FielProfile *
fiel_people_get_profile (FielPeople *self)
{
  return self->profile;
}

FielPinSafe *
fiel_people_get_safe (FielPeople *self)
{
  return self->safe;
}

FielPinGuard *
fiel_people_get_guard (FielPeople *self)
{
  return self->guard;
}

FielApprovalBook *
fiel_people_get_approvals (FielPeople *self)
{
  return self->approvals;
}

FielScribe *
fiel_people_get_scribe (FielPeople *self)
{
  return self->scribe;
}

FielJournalEvent *
fiel_people_new_note (FielPeople *self, const char *key, FielPersonAct act, const char *actor)
{
  FielJournalEvent *note = fiel_scribe_new_event (self->scribe, FIEL_JOURNAL_TYPE_NOTE, NULL, actor);

  fiel_journal_event_set (note, FIEL_FIELD_PERSON, key);
  fiel_journal_event_set (note, FIEL_FIELD_PERSON_ACT, fiel_enum_nick (FIEL_TYPE_PERSON_ACT, (int) act));

  return note;
}

static void
settings_noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_warning ("That the settings were changed could not be written down: %s", error->message);
}

void
fiel_people_note_settings (FielPeople *self, const char *old_text, const char *new_text)
{
  FielPerson *manager = NULL;
  g_autoptr (FielJournalEvent) note = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  g_return_if_fail (FIEL_IS_PEOPLE (self));

  if (self->scribe == NULL || !fiel_profile_change_describe (old_text, new_text, &before, &after))
    return;

  manager = self->changing_settings;
  note = fiel_people_new_note (self, manager != NULL ? fiel_person_get_key (manager) : NULL,
                               FIEL_PERSON_ACT_CHANGED_SETTINGS,
                               manager != NULL ? fiel_person_get_name (manager) : fiel_people_get_actor (self));
  fiel_journal_event_set (note, FIEL_FIELD_BEFORE, before);
  fiel_journal_event_set (note, FIEL_FIELD_AFTER, after);
  fiel_scribe_write_async (self->scribe, note, FIEL_JOURNAL_DURABLE, settings_noted_cb, NULL);
}

void
fiel_people_trust (FielPeople *self, FielPerson *manager)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (FIEL_IS_PERSON (manager));

  if (g_set_object (&self->changing_settings, manager))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGING_SETTINGS]);
}

void
fiel_people_recover (FielPeople *self, const char *who)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (who != NULL);

  g_free (self->recoverer);
  self->recoverer = g_strdup (who);
}

const char *
fiel_people_get_recoverer (FielPeople *self)
{
  return self->recoverer;
}

/* Looking at a PIN */

static gboolean
refuse (GError **error, FielPeopleError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_PEOPLE_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
needs_somebody_else (FielAct act)
{
  return act == FIEL_ACT_APPROVE_RETURN || act == FIEL_ACT_APPROVE_CLOSE;
}

static gboolean
check_wait (FielPeople *self, FielPerson *person, GError **error)
{
  const gint64 wait_us = fiel_people_get_wait_us (self, person);
  g_autofree char *wait = NULL;

  if (wait_us == 0)
    return TRUE;

  wait = fiel_people_describe_wait (wait_us);
  g_set_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WAIT,
               /* Translators: a person’s name, a span of time. */
               _ ("There were too many wrong PINs for %s. Wait %s, then try again."), fiel_person_get_name (person),
               wait);

  return FALSE;
}

/* Everything that can be said before the PIN is looked at. */
static gboolean
check_question (FielPeople *self, const Check *check, GError **error)
{
  if (self->scribe == NULL)
    return refuse (error, FIEL_PEOPLE_ERROR_NOT_READY, _ ("The till is still starting. Try again in a moment."));
  if (self->checking)
    return refuse (error, FIEL_PEOPLE_ERROR_BUSY, _ ("Another PIN is being checked. Try again in a moment."));
  if (check->kind != CHECK_SIGN_IN && !fiel_person_may (check->person, check->act))
    return refuse (error, FIEL_PEOPLE_ERROR_NOT_ALLOWED, _ ("Only a manager may do this."));
  if (check->kind == CHECK_APPROVAL && needs_somebody_else (check->act) && self->signed_in != NULL
      && g_str_equal (fiel_person_get_key (self->signed_in), fiel_person_get_key (check->person)))
    return refuse (error, FIEL_PEOPLE_ERROR_NOT_ALLOWED,
                   _ ("Whoever does it cannot approve it. It takes another manager."));

  return check_wait (self, check->person, error);
}

/* @check: (transfer full) */
static void
look_at_pin (FielPeople *self, Check *check, const char *pin, gpointer tag, GAsyncReadyCallback callback,
             gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, NULL, callback, user_data);
  GError *error = NULL;

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, check, (GDestroyNotify) check_free);
  if (!check_question (self, check, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  self->checking = TRUE;
  fiel_pin_safe_verify_async (self->safe, fiel_person_get_key (check->person), pin, verified_cb,
                              g_steal_pointer (&task));
}

static Check *
check_new (CheckKind kind, FielPerson *person, FielAct act, const char *subject)
{
  Check *check = g_new0 (Check, 1);

  check->kind = kind;
  check->person = g_object_ref (person);
  check->act = act;
  check->subject = g_strdup (subject);

  return check;
}

static GError *
make_refusal (FielPeople *self, FielPerson *person, guint n_failures)
{
  g_autofree char *wait = NULL;
  guint left;

  if (n_failures > FIEL_PIN_GUARD_FREE_TRIES)
    {
      wait = fiel_people_describe_wait (fiel_people_get_wait_us (self, person));
      return g_error_new (FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WRONG_PIN,
                          /* Translators: a span of time. */
                          _ ("This PIN is wrong, and so were those before it. Wait %s, then try again."), wait);
    }

  left = FIEL_PIN_GUARD_FREE_TRIES + 1 - n_failures;
  return g_error_new (FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_WRONG_PIN,
                      /* Translators: how many. */
                      ngettext ("This PIN is wrong. After %u more wrong one the till makes you wait.",
                                "This PIN is wrong. After %u more wrong ones the till makes you wait.", left), left);
}

static FielJournalEvent *
make_note (FielPeople *self, Check *check, gboolean matches)
{
  static const FielPersonAct acts[] = {
    [CHECK_SIGN_IN] = FIEL_PERSON_ACT_SIGNED_IN,
    [CHECK_APPROVAL] = FIEL_PERSON_ACT_APPROVED,
    [CHECK_SETTINGS] = FIEL_PERSON_ACT_OPENED_SETTINGS,
  };
  const char *key = fiel_person_get_key (check->person);
  FielJournalEvent *note = NULL;

  if (matches)
    note = fiel_people_new_note (self, key, acts[check->kind], fiel_person_get_name (check->person));
  else
    {
      /* Who typed it is not known; at whose till it was is. */
      fiel_pin_guard_count (self->guard, key);
      check->refusal = make_refusal (self, check->person, fiel_pin_guard_get_n_failures (self->guard, key));
      note = fiel_people_new_note (self, key, FIEL_PERSON_ACT_WRONG_PIN, fiel_people_get_actor (self));
      fiel_journal_event_set_int (note, FIEL_FIELD_FAILURES, fiel_pin_guard_get_n_failures (self->guard, key));
    }
  if (check->kind != CHECK_SIGN_IN)
    fiel_journal_event_set (note, FIEL_FIELD_ALLOWED, fiel_enum_nick (FIEL_TYPE_ACT, (int) check->act));
  fiel_journal_event_set (note, FIEL_FIELD_TEXT, check->subject);

  return note;
}

static void
verified_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielPeople *self = g_task_get_source_object (task);
  g_autoptr (FielJournalEvent) note = NULL;
  g_autoptr (GError) error = NULL;
  gboolean matches = FALSE;

  if (!fiel_pin_safe_verify_finish (FIEL_PIN_SAFE (source), result, &matches, &error))
    {
      self->checking = FALSE;
      g_task_return_new_error (task, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_KEYRING, "%s", error->message);
      return;
    }
  if (self->scribe == NULL)
    {
      self->checking = FALSE;
      g_task_return_new_error (task, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_NOT_READY, "%s",
                               _ ("The program is ending."));
      return;
    }

  note = make_note (self, g_task_get_task_data (task), matches);
  fiel_scribe_write_async (self->scribe, note, FIEL_JOURNAL_DURABLE, noted_cb, g_steal_pointer (&task));
}

static void
grant (FielPeople *self, const Check *check)
{
  switch (check->kind)
    {
    case CHECK_SIGN_IN:
      fiel_approval_book_clear (self->approvals);
      g_set_object (&self->signed_in, check->person);
      notify_who (self);
      break;

    case CHECK_APPROVAL:
      fiel_approval_book_add (self->approvals, check->act, check->subject, fiel_person_get_name (check->person));
      break;

    case CHECK_SETTINGS:
      fiel_people_trust (self, check->person);
      break;
    }
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  FielPeople *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;

  self->checking = FALSE;
  if (!fiel_scribe_write_finish (FIEL_SCRIBE (source), result, &error))
    g_task_return_new_error (task, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_STORAGE,
                             /* Translators: a sentence that says what went wrong. */
                             _ ("It cannot be written down who this is, so nobody is let in. %s"), error->message);
  else if (check->refusal != NULL)
    g_task_return_error (task, g_steal_pointer (&check->refusal));
  else
    {
      fiel_pin_guard_forget (self->guard, fiel_person_get_key (check->person));
      grant (self, check);
      g_task_return_boolean (task, TRUE);
    }
}

void
fiel_people_sign_in_async (FielPeople *self,
                           FielPerson *person,
                           const char *pin,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (FIEL_IS_PERSON (person));
  g_return_if_fail (pin != NULL);

  look_at_pin (self, check_new (CHECK_SIGN_IN, person, FIEL_ACT_WITNESS, NULL), pin, fiel_people_sign_in_async,
               callback, user_data);
}

static gboolean
finish (FielPeople *self, GAsyncResult *result, gpointer tag, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (g_async_result_is_tagged (result, tag), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

gboolean
fiel_people_sign_in_finish (FielPeople *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_people_sign_in_async, error);
}

void
fiel_people_approve_async (FielPeople *self,
                           FielPerson *person,
                           const char *pin,
                           FielAct act,
                           const char *subject,
                           GAsyncReadyCallback callback,
                           gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (FIEL_IS_PERSON (person));
  g_return_if_fail (pin != NULL && subject != NULL);

  look_at_pin (self, check_new (CHECK_APPROVAL, person, act, subject), pin, fiel_people_approve_async, callback,
               user_data);
}

gboolean
fiel_people_approve_finish (FielPeople *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_people_approve_async, error);
}

void
fiel_people_open_settings_async (FielPeople *self,
                                 FielPerson *person,
                                 const char *pin,
                                 GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (FIEL_IS_PERSON (person));
  g_return_if_fail (pin != NULL);

  look_at_pin (self, check_new (CHECK_SETTINGS, person, FIEL_ACT_SETTINGS, NULL), pin,
               fiel_people_open_settings_async, callback, user_data);
}

gboolean
fiel_people_open_settings_finish (FielPeople *self, GAsyncResult *result, GError **error)
{
  return finish (self, result, fiel_people_open_settings_async, error);
}

void
fiel_people_leave_settings (FielPeople *self)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));

  if (self->changing_settings == NULL)
    return;

  g_clear_object (&self->changing_settings);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CHANGING_SETTINGS]);
}

void
fiel_people_lock (FielPeople *self, const char *why)
{
  g_autoptr (FielPerson) person = NULL;
  g_autoptr (FielJournalEvent) note = NULL;

  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (why != NULL);

  fiel_approval_book_clear (self->approvals);
  fiel_people_leave_settings (self);
  person = g_steal_pointer (&self->signed_in);
  if (person == NULL)
    return;

  if (self->scribe != NULL)
    {
      note = fiel_people_new_note (self, fiel_person_get_key (person), FIEL_PERSON_ACT_LOCKED,
                                   fiel_person_get_name (person));
      fiel_journal_event_set (note, FIEL_FIELD_DETAIL, why);
      fiel_scribe_write (self->scribe, note, FIEL_JOURNAL_DURABLE);
    }
  notify_who (self);
}

gboolean
fiel_people_check_signed_in (FielPeople *self, const char *actor, GError **error)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), FALSE);
  g_return_val_if_fail (actor != NULL, FALSE);

  if (!fiel_people_get_exist (self))
    return TRUE;
  if (self->signed_in == NULL)
    return refuse (error, FIEL_PEOPLE_ERROR_LOCKED, _ ("This till is locked. Sign in first."));
  if (!fiel_plain_text_is_same_name (fiel_person_get_name (self->signed_in), actor))
    return refuse (error, FIEL_PEOPLE_ERROR_LOCKED, _ ("Somebody else signed in meanwhile. Look again."));

  return TRUE;
}
