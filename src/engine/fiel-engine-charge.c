/* fiel-engine-charge.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fiel-engine-private.h"

#include <glib/gi18n-lib.h>

/* Who may charge how much: what the charge desk then leads to an intent. */

static void charged_cb (GObject *source, GAsyncResult *result, gpointer user_data);

static gboolean
refuse (GError **error, FielEngineError code, const char *sentence)
{
  g_set_error_literal (error, FIEL_ENGINE_ERROR, (int) code, sentence);

  return FALSE;
}

static gboolean
check_signed_in (FielEngine *self, const char *actor, GError **error)
{
  g_autoptr (GError) trouble = NULL;

  return fiel_people_check_signed_in (fiel_engine_get_people (self), actor, &trouble)
         || refuse (error, FIEL_ENGINE_ERROR_LOCKED, trouble->message);
}

/* An approval that a charge uses up. */
typedef struct
{
  char *subject;    /* owned */
  char *name;       /* owned */
} Approval;

static void
approval_free (gpointer data)
{
  Approval *approval = data;

  g_free (approval->subject);
  g_free (approval->name);
  g_free (approval);
}

/* @approval: (out) (nullable) (transfer full): of what a cashier may not charge alone. */
static gboolean
check_limit (FielEngine *self, FielMoney amount, Approval **approval, GError **error)
{
  FielPeople *people = fiel_engine_get_people (self);
  g_autofree char *subject = NULL;
  char *name = NULL;

  if (!fiel_people_may_charge (people, amount))
    return refuse (error, FIEL_ENGINE_ERROR_APPROVAL, _ ("A manager has to approve a sale of this amount."));

  subject = fiel_people_make_sale_subject (amount);
  name = fiel_people_take_any_approval (people, FIEL_ACT_APPROVE_SALE, subject);
  if (name == NULL)
    return TRUE;

  *approval = g_new0 (Approval, 1);
  (*approval)->subject = g_steal_pointer (&subject);
  (*approval)->name = name;

  return TRUE;
}

void
fiel_engine_charge_async (FielEngine *self,
                          FielTerminal *terminal,
                          FielMoney amount,
                          const char *reference,
                          gboolean new_ticket,
                          const char *actor,
                          GAsyncReadyCallback callback,
                          gpointer user_data)
{
  FielChargeOrder order = { .amount = amount, .reference = reference, .new_ticket = new_ticket, .actor = actor };
  Approval *approval = NULL;
  g_autoptr (GTask) task = NULL;
  GError *error = NULL;

  g_return_if_fail (FIEL_IS_ENGINE (self));
  g_return_if_fail (FIEL_IS_TERMINAL (terminal));
  g_return_if_fail (actor != NULL);

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, fiel_engine_charge_async);
  if (!fiel_engine_check_ready (self, &error) || !check_signed_in (self, actor, &error)
      || !check_limit (self, amount, &approval, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  order.approver = approval != NULL ? approval->name : NULL;
  if (approval != NULL)
    g_task_set_task_data (task, approval, approval_free);
  fiel_charge_desk_charge_async (fiel_engine_get_charge_desk (self), terminal, &order, charged_cb,
                                 g_steal_pointer (&task));
}

static void
charged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Approval *approval = g_task_get_task_data (task);
  FielAttempt *attempt = NULL;
  GError *error = NULL;

  attempt = fiel_charge_desk_charge_finish (FIEL_CHARGE_DESK (source), result, &error);
  if (attempt != NULL)
    {
      g_task_return_pointer (task, attempt, g_object_unref);
      return;
    }

  /* Nothing was charged: it is still good, for the same amount. */
  if (approval != NULL)
    fiel_people_give_back_approval (fiel_engine_get_people (g_task_get_source_object (task)), FIEL_ACT_APPROVE_SALE,
                                    approval->subject, approval->name);
  g_task_return_error (task, error);
}

FielAttempt *
fiel_engine_charge_finish (FielEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_async_result_is_tagged (result, fiel_engine_charge_async), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
