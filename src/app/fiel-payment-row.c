/* fiel-payment-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-payment-row.h"

/* FielPaymentRow: what a table's widgets are bound to. A payment is itself for ever, a row is a place. */

struct _FielPaymentRow
{
  GObject parent_instance;

  FielPayment *payment;     /* owned, nullable */
  gulong changed_handler;
};

G_DEFINE_FINAL_TYPE (FielPaymentRow, fiel_payment_row, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
payment_changed_cb (FielPaymentRow *self)
{
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
take_payment (FielPaymentRow *self, FielPayment *payment)
{
  g_clear_signal_handler (&self->changed_handler, self->payment);
  g_set_object (&self->payment, payment);
  if (payment != NULL)
    self->changed_handler = g_signal_connect_swapped (payment, "changed", G_CALLBACK (payment_changed_cb), self);
}

static void
fiel_payment_row_dispose (GObject *object)
{
  take_payment (FIEL_PAYMENT_ROW (object), NULL);

  G_OBJECT_CLASS (fiel_payment_row_parent_class)->dispose (object);
}

static void
fiel_payment_row_class_init (FielPaymentRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = fiel_payment_row_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
fiel_payment_row_init (FielPaymentRow *self)
{
}

FielPaymentRow *
fiel_payment_row_new (FielPayment *payment)
{
  FielPaymentRow *self = g_object_new (FIEL_TYPE_PAYMENT_ROW, NULL);

  take_payment (self, payment);

  return self;
}

FielPayment *
fiel_payment_row_get_payment (FielPaymentRow *self)
{
  g_return_val_if_fail (FIEL_IS_PAYMENT_ROW (self), NULL);

  return self->payment;
}

void
fiel_payment_row_set_payment (FielPaymentRow *self, FielPayment *payment)
{
  g_return_if_fail (FIEL_IS_PAYMENT_ROW (self));
  g_return_if_fail (payment == NULL || FIEL_IS_PAYMENT (payment));

  if (self->payment == payment)
    return;

  take_payment (self, payment);
  g_signal_emit (self, signals[CHANGED], 0);
}
