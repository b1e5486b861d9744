/* fiel-header.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-profile.h"
#include "fiel-terminal.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_HEADER (fiel_header_get_type ())
G_DECLARE_FINAL_TYPE (FielHeader, fiel_header, FIEL, HEADER, GtkWidget)

/* Who sells at which till, and how time passes; both (nullable): no store is open. Its buttons activate
 * win.pick-terminal and win.show-open. */
void fiel_header_set_store (FielHeader *self, FielProfile *profile, FielClock *clock);

/* Somebody else signed in; (nullable). */
void fiel_header_set_cashier (FielHeader *self, FielProfile *profile);
void fiel_header_set_terminal (FielHeader *self, FielTerminal *terminal);   /* (nullable) */
void fiel_header_refresh_terminal (FielHeader *self);                       /* what it works on has changed */
void fiel_header_set_live (FielHeader *self, gboolean live);                /* payments here move real money */
void fiel_header_set_narrow (FielHeader *self, gboolean narrow);

/* @n_to_resolve: what a person has to look at; @n_open: payments under way. @elsewhere: there is one to go to. */
void fiel_header_set_open (FielHeader *self, guint n_to_resolve, guint n_open, gboolean elsewhere);

G_END_DECLS
