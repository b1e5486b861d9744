/* fiel-contradiction-wording.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-contradiction-wording.h"

#include "fiel-wording.h"

#include <glib/gi18n.h>

/* FIEL_CONTRADICTION_CHARGED_AFTER_ALL means that the money moved after all: of a sale from the customer, of a return
 * to the customer. What is unclear is so for both. */

static gboolean
is_return (FielAttempt *attempt)
{
  return fiel_wording_is_return (fiel_attempt_get_kind (attempt));
}

const char *
fiel_contradiction_wording_title (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), "");

  switch (fiel_attempt_get_contradiction (attempt))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      /* Translators: a return took place, against what the record says */
      return is_return (attempt) ? _("Returned after all")
                                 /* Translators: a charge took place, against what the record says */
                                 : _("Charged after all");
    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return is_return (attempt) ? _("Not returned after all") : _("Not charged after all");
    case FIEL_CONTRADICTION_UNCLEAR:
    case FIEL_CONTRADICTION_NONE:
      break;
    }
  return _("Two answers that do not fit together");
}

static char *
describe_moved (FielAttempt *attempt, const char *word, const char *provider)
{
  if (is_return (attempt))
    /* Translators: an outcome ("Return declined"), the provider */
    return g_strdup_printf (_("Recorded here: %s. Later %s said that the money was returned. Both are kept."), word,
                            provider);
  /* Translators: an outcome ("Declined"), the provider */
  return g_strdup_printf (_("Recorded here: %s. Later %s said that the customer was charged. Both are kept."), word,
                          provider);
}

static char *
describe_not_moved (FielAttempt *attempt, const char *word, const char *provider)
{
  if (is_return (attempt))
    /* Translators: an outcome ("Returned"), the provider */
    return g_strdup_printf (_("Recorded here: %s. Later %s said that the money was not returned. Both are kept."), word,
                            provider);
  /* Translators: an outcome ("Approved"), the provider */
  return g_strdup_printf (_("Recorded here: %s. Later %s said that the customer was not charged. Both are kept."), word,
                          provider);
}

char *
fiel_contradiction_wording_story (FielAttempt *attempt)
{
  const char *word;
  const char *provider;

  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), NULL);

  word = fiel_wording_look (attempt).word;
  provider = fiel_attempt_get_provider_name (attempt);
  switch (fiel_attempt_get_contradiction (attempt))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      return describe_moved (attempt, word, provider);
    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return describe_not_moved (attempt, word, provider);
    case FIEL_CONTRADICTION_UNCLEAR:
    case FIEL_CONTRADICTION_NONE:
      break;
    }
  /* Translators: an outcome ("Approved"), the provider */
  return g_strdup_printf (_("Recorded here: %s. Later %s said something that does not fit. Both are kept."), word,
                          provider);
}

const char *
fiel_contradiction_wording_advice (FielAttempt *attempt)
{
  g_return_val_if_fail (FIEL_IS_ATTEMPT (attempt), "");

  switch (fiel_attempt_get_contradiction (attempt))
    {
    case FIEL_CONTRADICTION_CHARGED_AFTER_ALL:
      return is_return (attempt)
               ? _("The customer has the money. Do not return it again; collect what was given in another way. Call "
                   "the store manager before the customer leaves.")
               : _("Return the money, or hand over the goods. Call the store manager before the customer leaves.");
    case FIEL_CONTRADICTION_NOT_CHARGED_AFTER_ALL:
      return is_return (attempt)
               ? _("The customer does not have the money. Return it again, or hand the goods back. Call the store "
                   "manager before the customer leaves.")
               : _("Collect the money, or take the goods back. Call the store manager before the customer leaves.");
    case FIEL_CONTRADICTION_UNCLEAR:
    case FIEL_CONTRADICTION_NONE:
      break;
    }
  return _("Compare with the terminal’s own list of payments, and call the store manager before you return or collect "
           "anything.");
}
