/* fiel-pin-form.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-people.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PIN_FORM (fiel_pin_form_get_type ())
G_DECLARE_FINAL_TYPE (FielPinForm, fiel_pin_form, FIEL, PIN_FORM, GtkWidget)

/* Where one person's PIN is typed or pasted, and what became of it is said. Signal "entered" (const char *pin): Enter
 * or the button; the field is empty by then. */

/* What the button says, with a mnemonic: "_Sign in"; @suggested: whether it is what most people will want next. */
void fiel_pin_form_set_verb (FielPinForm *self, const char *verb, gboolean suggested);

/* Whose PIN. (nullable): nobody's yet. @clock counts a wait down. */
void fiel_pin_form_set_person (FielPinForm *self, FielPeople *people, FielPerson *person, FielClock *clock);

/* It is being looked at. */
void fiel_pin_form_set_checking (FielPinForm *self, gboolean checking);
/* @sentence: (nullable): what became of it; the focus goes to the field. */
void fiel_pin_form_say (FielPinForm *self, const char *sentence);
void fiel_pin_form_clear (FielPinForm *self);
void fiel_pin_form_type (FielPinForm *self, guint digit);

G_END_DECLS
