/* fiel-desks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-desks.h"

#include "fiel-callback-desk.h"
#include "fiel-receipt-desk-private.h"
#include "fiel-refund-desk-private.h"

struct _FielDesks
{
  GObject parent_instance;

  FielChargeDesk *charge_desk;      /* owned */
  FielRefundDesk *refund_desk;      /* owned */
  FielReceiptDesk *receipt_desk;    /* owned */
  FielCallbackDesk *callback_desk;  /* owned, nullable once closed */
};

enum
{
  PROP_0,
  PROP_N_WISHES,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (FielDesks, fiel_desks, G_TYPE_OBJECT)

static void
fiel_desks_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_N_WISHES:
      g_value_set_uint (value, fiel_desks_get_n_wishes (FIEL_DESKS (object)));
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_desks_finalize (GObject *object)
{
  FielDesks *self = FIEL_DESKS (object);

  g_clear_object (&self->callback_desk);
  g_object_unref (self->receipt_desk);
  g_object_unref (self->refund_desk);
  g_object_unref (self->charge_desk);

  G_OBJECT_CLASS (fiel_desks_parent_class)->finalize (object);
}

static void
fiel_desks_class_init (FielDesksClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_desks_get_property;
  object_class->finalize = fiel_desks_finalize;

  properties[PROP_N_WISHES] =
    g_param_spec_uint ("n-wishes", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
fiel_desks_init (FielDesks *self)
{
}

static void
count_wishes (FielDesks *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_WISHES]);
}

/* Callbacks that came earlier were turned away, and what is open is asked about anyway. */
static void
open_callback_desk (FielDesks *self, FielServices *services, FielAttemptBook *book, FielRecovery *recovery)
{
  GHashTableIter iter;
  gpointer events;

  self->callback_desk =
    fiel_callback_desk_new (fiel_services_get_scribe (services), fiel_services_get_worker (services), book,
                            fiel_services_get_receptions (services));
  g_hash_table_iter_init (&iter, recovery->events);
  while (g_hash_table_iter_next (&iter, NULL, &events))
    fiel_callback_desk_remember (self->callback_desk, events);
  for (guint i = recovery->alerts->len; i > 0; i--)
    fiel_callback_desk_remember_event (self->callback_desk,
                                       ((FielAlertRecord *) g_ptr_array_index (recovery->alerts, i - 1))->event);
}

FielDesks *
fiel_desks_new (FielProfile *profile,
                FielServices *services,
                FielTerminalSet *terminals,
                FielAttemptBook *book,
                FielAlertBook *alerts,
                FielRecovery *recovery,
                FielRandomFunc random,
                gpointer random_data)
{
  FielScribe *scribe = NULL;
  FielDesks *self = NULL;

  g_return_val_if_fail (FIEL_IS_SERVICES (services), NULL);
  g_return_val_if_fail (recovery != NULL, NULL);

  scribe = fiel_services_get_scribe (services);
  self = g_object_new (FIEL_TYPE_DESKS, NULL);
  self->charge_desk = fiel_charge_desk_new (profile, scribe, terminals, book, random, random_data);
  self->refund_desk = fiel_refund_desk_new (profile, fiel_services_get_people (services), scribe, terminals, book,
                                            alerts, random, random_data);
  self->receipt_desk = fiel_receipt_desk_new (scribe, profile, terminals);
  g_signal_connect_object (self->charge_desk, "notify::n-charges", G_CALLBACK (count_wishes), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->refund_desk, "notify::n-refunds", G_CALLBACK (count_wishes), self, G_CONNECT_SWAPPED);
  open_callback_desk (self, services, book, recovery);

  return self;
}

FielChargeDesk *
fiel_desks_get_charge_desk (FielDesks *self)
{
  g_return_val_if_fail (FIEL_IS_DESKS (self), NULL);

  return self->charge_desk;
}

FielRefundDesk *
fiel_desks_get_refund_desk (FielDesks *self)
{
  g_return_val_if_fail (FIEL_IS_DESKS (self), NULL);

  return self->refund_desk;
}

FielReceiptDesk *
fiel_desks_get_receipt_desk (FielDesks *self)
{
  g_return_val_if_fail (FIEL_IS_DESKS (self), NULL);

  return self->receipt_desk;
}

guint
fiel_desks_get_n_wishes (FielDesks *self)
{
  g_return_val_if_fail (FIEL_IS_DESKS (self), 0);

  return fiel_charge_desk_get_n_charges (self->charge_desk) + fiel_refund_desk_get_n_refunds (self->refund_desk);
}

void
fiel_desks_close (FielDesks *self)
{
  g_return_if_fail (FIEL_IS_DESKS (self));

  g_clear_object (&self->callback_desk);
  fiel_charge_desk_close (self->charge_desk);
  fiel_refund_desk_close (self->refund_desk);
}
