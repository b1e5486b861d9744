/* fiel-profile-content.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-profile.h"

G_BEGIN_DECLS

#define FIEL_PROFILE_VERSION 1
#define FIEL_PROFILE_MAX_TERMINALS 64
#define FIEL_PROFILE_MAX_PROVIDERS 16
#define FIEL_PROFILE_DEFAULT_MAX_SALE G_GINT64_CONSTANT (999999999)
#define FIEL_PROFILE_DEFAULT_RETURN_AFTER 6
#define FIEL_PROFILE_MAX_PEOPLE 64
#define FIEL_PROFILE_DEFAULT_LOCK_AFTER 10

/**
 * FielProfileContent: what a profile says, whatever file it stands in. A plain struct filled by the reader; pointers
 * owned.
 */
typedef struct
{
  char *store_name;
  char *country;
  const FielCurrency *currency;   /* static */
  char *till_name;
  char *cashier_name;
  FielAmountMode amount_mode;
  gint64 max_sale_minor;
  gint64 cashier_max_sale_minor;        /* G_MAXINT64: none */
  FielTrainingDoor training_door;
  gint64 quick_amounts[FIEL_PROFILE_MAX_QUICK_AMOUNTS + 1];   /* ends with 0 */
  gboolean repeat_guard;
  gboolean hundredfold_guard;
  gboolean require_reference;
  gint64 return_limit_minor;            /* G_MAXINT64: none */
  gint64 unbound_return_limit_minor;    /* 0: not done here */
  guint return_after_s;
  char *default_terminal;         /* nullable: key */
  FielReceiptSettings receipts;
  FielCashCount cash_count;
  gint64 cash_difference_limit_minor;
  GPtrArray *terminals;           /* (element-type FielProfileTerminal) */
  GPtrArray *providers;           /* (element-type FielProfileProvider) */
  GPtrArray *people;              /* (element-type FielProfilePerson) */
  guint lock_after_minutes;
} FielProfileContent;

FielProfileContent *fiel_profile_content_new (void);
void fiel_profile_content_free (FielProfileContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (FielProfileContent, fiel_profile_content_free)

FielProfileTerminal *fiel_profile_content_add_terminal (FielProfileContent *content, const char *key);
FielProfileProvider *fiel_profile_content_add_provider (FielProfileContent *content, const char *key);
FielProfileTerminal *fiel_profile_content_find_terminal (FielProfileContent *content, const char *key);
FielProfileProvider *fiel_profile_content_find_provider (FielProfileContent *content, const char *key);

char *fiel_profile_content_print (FielProfileContent *content, const char *practice_address) G_GNUC_WARN_UNUSED_RESULT;

/* (array zero-terminated=1): the words of the file, in the order of FielEnvironment, FielAmountMode,
 * FielCashCount and FielTerminalColour. */
extern const char *const fiel_profile_environments[];
extern const char *const fiel_profile_amount_modes[];
extern const char *const fiel_profile_training_doors[];
/* (array zero-terminated=1): which slip is the legal document: none, provider. */
extern const char *const fiel_profile_fiscal_slips[];
extern const char *const fiel_profile_cash_counts[];
extern const char *const fiel_profile_colours[];

G_END_DECLS
