/* fiel-people-approval.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-people-private.h"

#include <glib/gi18n-lib.h>

/* What was approved, and what whoever is signed in may do alone. Where there are no people, nobody has a role: the
 * store's limits for everybody are all there is. */

gboolean
fiel_people_check_approval (FielPeople *self, FielAct act, const char *subject, const char *name, GError **error)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), FALSE);
  g_return_val_if_fail (subject != NULL && name != NULL, FALSE);

  if (!fiel_people_get_exist (self)
      || fiel_approval_book_has (fiel_people_get_approvals (self), act, subject, name))
    return TRUE;

  g_set_error (error, FIEL_PEOPLE_ERROR, FIEL_PEOPLE_ERROR_NOT_ALLOWED,
               /* Translators: the manager’s name. */
               _ ("%s has not approved this with their PIN, or too long ago."), name);

  return FALSE;
}

gboolean
fiel_people_take_approval (FielPeople *self, FielAct act, const char *subject, const char *name, GError **error)
{
  if (!fiel_people_check_approval (self, act, subject, name, error))
    return FALSE;

  fiel_approval_book_remove (fiel_people_get_approvals (self), act, subject, name);

  return TRUE;
}

void
fiel_people_drop_approvals (FielPeople *self, FielAct act)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));

  fiel_approval_book_remove_act (fiel_people_get_approvals (self), act);
}

/**
 * fiel_people_take_any_approval:
 *
 * Returns: (transfer full) (nullable): who approved it; the approval is used up
 */
char *
fiel_people_take_any_approval (FielPeople *self, FielAct act, const char *subject)
{
  FielApprovalBook *approvals = NULL;
  char *name = NULL;

  g_return_val_if_fail (FIEL_IS_PEOPLE (self), NULL);
  g_return_val_if_fail (subject != NULL, NULL);

  approvals = fiel_people_get_approvals (self);
  name = g_strdup (fiel_approval_book_find_name (approvals, act, subject));
  if (name != NULL)
    fiel_approval_book_remove (approvals, act, subject, name);

  return name;
}

void
fiel_people_give_back_approval (FielPeople *self, FielAct act, const char *subject, const char *name)
{
  g_return_if_fail (FIEL_IS_PEOPLE (self));
  g_return_if_fail (subject != NULL && name != NULL);

  /* Whoever locked the till meanwhile took back everything. */
  if (!fiel_people_get_locked (self))
    fiel_approval_book_add (fiel_people_get_approvals (self), act, subject, name);
}

gboolean
fiel_people_may (FielPeople *self, FielAct act)
{
  FielPerson *person = NULL;

  g_return_val_if_fail (FIEL_IS_PEOPLE (self), FALSE);

  person = fiel_people_get_signed_in (self);

  return !fiel_people_get_exist (self) || (person != NULL && fiel_person_may (person, act));
}

gboolean
fiel_people_may_charge (FielPeople *self, FielMoney amount)
{
  g_autofree char *subject = NULL;

  g_return_val_if_fail (FIEL_IS_PEOPLE (self), FALSE);

  if (amount.minor <= fiel_profile_get_cashier_max_sale_minor (fiel_people_get_profile (self))
      || fiel_people_may (self, FIEL_ACT_APPROVE_SALE))
    return TRUE;

  subject = fiel_people_make_sale_subject (amount);

  return fiel_approval_book_find_name (fiel_people_get_approvals (self), FIEL_ACT_APPROVE_SALE, subject) != NULL;
}

gboolean
fiel_people_may_train (FielPeople *self)
{
  g_return_val_if_fail (FIEL_IS_PEOPLE (self), FALSE);

  return fiel_profile_is_training_open (fiel_people_get_profile (self)) || fiel_people_may (self, FIEL_ACT_TRAINING);
}

char *
fiel_people_make_sale_subject (FielMoney amount)
{
  return g_strdup_printf ("sale %" G_GINT64_FORMAT, amount.minor);
}
