/* fiel-customer-window.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-engine.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_CUSTOMER_WINDOW (fiel_customer_window_get_type ())
G_DECLARE_FINAL_TYPE (FielCustomerWindow, fiel_customer_window, FIEL, CUSTOMER_WINDOW, GtkWindow)

FielCustomerWindow *fiel_customer_window_new (void);

/* @profile: (nullable): the store; @attempt: (nullable): what the customer pays or gets back now. */
void fiel_customer_window_set_attempt (FielCustomerWindow *self, FielProfile *profile, FielAttempt *attempt);

/* Fills a monitor on which @till is not; where there is none, it stays a window. */
void fiel_customer_window_place (FielCustomerWindow *self, GtkWindow *till);

G_END_DECLS
