/* fiel-person-row.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-people.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define FIEL_TYPE_PERSON_ROW (fiel_person_row_get_type ())
G_DECLARE_FINAL_TYPE (FielPersonRow, fiel_person_row, FIEL, PERSON_ROW, AdwExpanderRow)

/* One person of the store, or somebody new: name, role and a PIN that is written and never shown. @person: (nullable):
 * NULL: somebody new. */
GtkWidget *fiel_person_row_new (FielPeople *people, FielPerson *person);

G_END_DECLS
