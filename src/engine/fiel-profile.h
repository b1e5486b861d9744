/* fiel-profile.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-amount-entry.h"
#include "fiel-money.h"
#include "fiel-paper.h"
#include "fiel-profile-error.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _FielProviderKind FielProviderKind;

/**
 * FielCashCount: whether the drawer is counted when a shift is closed.
 * @FIEL_CASH_COUNT_BLIND: it is, and what should be in it is told only afterwards
 */
typedef enum
{
  FIEL_CASH_COUNT_NONE,
  FIEL_CASH_COUNT_OPEN,
  FIEL_CASH_COUNT_BLIND,
} FielCashCount;

/**
 * FielTerminalColour: the sticker on a terminal, so that the one on the counter is told from the one in the list. A
 * colour never says anything alone.
 */
typedef enum
{
  FIEL_TERMINAL_COLOUR_NONE,
  FIEL_TERMINAL_COLOUR_BLUE,
  FIEL_TERMINAL_COLOUR_TEAL,
  FIEL_TERMINAL_COLOUR_GREEN,
  FIEL_TERMINAL_COLOUR_ORANGE,
  FIEL_TERMINAL_COLOUR_PINK,
  FIEL_TERMINAL_COLOUR_PURPLE,
  FIEL_TERMINAL_COLOUR_BROWN,
} FielTerminalColour;
#define FIEL_N_TERMINAL_COLOURS (FIEL_TERMINAL_COLOUR_BROWN + 1)

/**
 * FielProfileTerminal, FielProfileProvider: one group of the profile. Strings owned by the profile.
 */
typedef struct
{
  char *key;            /* "norte" of [terminal norte] */
  char *name;
  char *provider;       /* key of a provider group */
  char *terminal_id;
  char *branch_id;
  char *serial_number;
  FielTerminalColour colour;
} FielProfileTerminal;

typedef struct
{
  char *key;            /* "getnet" of [provider getnet] */
  char *kind;           /* name of a FielProviderKind */
  int environment;      /* FielEnvironment */
  GHashTable *values;   /* (element-type utf8 utf8): the provider's own keys */
} FielProfileProvider;

/* The most amounts that have a key of their own. */
#define FIEL_PROFILE_MAX_QUICK_AMOUNTS 6

/**
 * FielTrainingDoor: who may leave the till for training, where people sign in.
 */
typedef enum
{
  FIEL_TRAINING_DOOR_EVERYONE,
  FIEL_TRAINING_DOOR_MANAGERS,
} FielTrainingDoor;

/**
 * FielRole: what a person may do, see fiel_person_may().
 */
typedef enum
{
  FIEL_ROLE_CASHIER,
  FIEL_ROLE_MANAGER,
} FielRole;

typedef struct
{
  char *key;            /* "ana" of [person ana]: stays when she is renamed */
  char *name;
  FielRole role;
} FielProfilePerson;

FielProfilePerson *fiel_profile_person_new (const char *key, const char *name, FielRole role);
void fiel_profile_person_free (FielProfilePerson *person);

/* The most lines a store may have printed above and below its receipts. */
#define FIEL_RECEIPT_MAX_LINES 6

/**
 * FielReceiptSettings: how the store's receipts look. Strings owned by the profile.
 * @header: NULL-terminated: lines under the store's name
 * @footer: NULL-terminated
 * @provider_is_fiscal: the provider's slip is the legal document; else no slip of a payment is one
 */
typedef struct
{
  char *header[FIEL_RECEIPT_MAX_LINES + 1];
  char *footer[FIEL_RECEIPT_MAX_LINES + 1];
  FielPaper paper;
  gboolean provider_is_fiscal;
} FielReceiptSettings;

#define FIEL_TYPE_PROFILE (fiel_profile_get_type ())
G_DECLARE_FINAL_TYPE (FielProfile, fiel_profile, FIEL, PROFILE, GObject)

/* Where things are: @folder given (--profile DIR or FIEL_PROFILE): DIR/profile.conf and DIR/journal.db. Else the user's
 * config and data folders. @kinds: (array zero-terminated=1) (nullable): to check the provider groups with. */
FielProfile *
fiel_profile_load (const char *folder, const FielProviderKind *const *kinds, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The training store: its own folder below the data folder (or @folder), made on first use, with a journal of its own.
 */
FielProfile *fiel_profile_load_training (const char *folder,
                                         const FielProviderKind *const *kinds,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;
/* @country: (nullable): "ar"; that of a shop that is not set up yet */
FielProfile *fiel_profile_load_training_in (const char *folder,
                                            const char *country,
                                            const FielProviderKind *const *kinds,
                                            GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The one or the other, or the last that worked if its file is wrong: then fiel_profile_get_trouble() says why. */
FielProfile *fiel_profile_load_or_last_good (const char *folder,
                                             gboolean training,
                                             const FielProviderKind *const *kinds,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
const GError *fiel_profile_get_trouble (FielProfile *self);
gboolean fiel_profile_keep_good (FielProfile *self, GError **error);
gboolean fiel_profile_restore_good (FielProfile *self, GError **error);

/* Atomically: whoever reads sees the old file or the new one. Comments are written anew. */
gboolean fiel_profile_save (FielProfile *self, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a provider is in training and has no base-address: then whoever starts the providers starts a practice cloud
 * first (fiel_practice_process_start_async() with the profile's folder and country) and tells its address here. That
 * adds "base-address" to the values of these providers; it is not saved. */
gboolean fiel_profile_needs_practice_cloud (FielProfile *self);
void fiel_profile_set_practice_address (FielProfile *self, const char *address);

/* (transfer none) (nullable) (array zero-terminated=1): the secrets that the provider may have; NULL if there is no
 * such provider. */
const char *const *
fiel_profile_find_secret_names (FielProfile *self, const FielProviderKind *const *kinds, const char *provider_key);

const char *fiel_profile_get_path (FielProfile *self);
const char *fiel_profile_get_journal_path (FielProfile *self);
const char *
fiel_profile_get_data_folder (FielProfile *self); /* where the journal is, and what else is kept beside it */
gboolean fiel_profile_get_in_folder (FielProfile *self);          /* from --profile: timings may be shortened */
gboolean fiel_profile_is_training_store (FielProfile *self);      /* the one beside the shop's own */
const char *fiel_profile_get_store_name (FielProfile *self);
const char *fiel_profile_get_country (FielProfile *self);         /* "cl" */
const FielCurrency *fiel_profile_get_currency (FielProfile *self);
const FielNumberStyle *fiel_profile_get_number_style (FielProfile *self);
const char *fiel_profile_get_till_name (FielProfile *self);       /* "Caja 2" */
/* Who works at this till: who is signed in; where there are no people, the one name of the till. */
const char *fiel_profile_get_cashier_name (FielProfile *self);
/* (nullable): FielPeople says who signed in. It is not saved. */
void fiel_profile_set_signed_in (FielProfile *self, const char *name);
FielAmountMode fiel_profile_get_amount_mode (FielProfile *self);
gint64 fiel_profile_get_max_sale_minor (FielProfile *self);
/* Above it a manager has to approve what a cashier charges; G_MAXINT64: never. */
gint64 fiel_profile_get_cashier_max_sale_minor (FielProfile *self);
FielTrainingDoor fiel_profile_get_training_door (FielProfile *self);
/* Whether nobody has to be asked before the till is used for training: by that, or as nobody signs in. */
gboolean fiel_profile_is_training_open (FielProfile *self);
const gint64 *fiel_profile_get_quick_amounts (FielProfile *self);   /* (array zero-terminated=1): in minor units */
gboolean fiel_profile_get_repeat_guard (FielProfile *self);
gboolean fiel_profile_get_hundredfold_guard (FielProfile *self);
gboolean fiel_profile_get_require_reference (FielProfile *self);  /* a sale needs one that was typed or scanned */
/* Above it a manager has to approve a return; G_MAXINT64: never. */
gint64 fiel_profile_get_return_limit_minor (FielProfile *self);
/* The largest return without an original; 0: this store does none. */
gint64 fiel_profile_get_unbound_return_limit_minor (FielProfile *self);
guint fiel_profile_get_return_after_s (FielProfile *self);        /* seconds an approved result stays; 0: until a key */
const FielReceiptSettings *fiel_profile_get_receipt_settings (FielProfile *self);
FielCashCount fiel_profile_get_cash_count (FielProfile *self);
gint64 fiel_profile_get_cash_difference_limit_minor (FielProfile *self);   /* a greater one needs a reason */
const char *fiel_profile_get_default_terminal (FielProfile *self);  /* key; nullable */
int fiel_profile_get_environment (FielProfile *self);             /* FielEnvironment: the most real of its providers */
GPtrArray *fiel_profile_get_terminals (FielProfile *self); /* (transfer none) (element-type FielProfileTerminal) */
GPtrArray *fiel_profile_get_providers (FielProfile *self); /* (transfer none) (element-type FielProfileProvider) */
GPtrArray *fiel_profile_get_people (FielProfile *self);    /* (transfer none) (element-type FielProfilePerson) */
guint fiel_profile_get_lock_after_minutes (FielProfile *self);    /* 0: never */

/* Puts @people in the place of those there are, without saving. The name of a till without people goes with the first.
 * FALSE with the reader's sentence, and nothing changed, if they may not be so. */
gboolean fiel_profile_set_people (FielProfile *self, GPtrArray *people, GError **error);

G_END_DECLS
