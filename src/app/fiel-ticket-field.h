/* fiel-ticket-field.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The ticket that the next sale is for: a button that shows it ("till.edit-reference"), and in its place a field while
 * somebody types or scans one.
 *
 * Property "reference" (string, read-only, nullable): the ticket; never empty, no space around it. Signal "entered":
 * it was confirmed with Enter. */
#define FIEL_TYPE_TICKET_FIELD (fiel_ticket_field_get_type ())
G_DECLARE_FINAL_TYPE (FielTicketField, fiel_ticket_field, FIEL, TICKET_FIELD, AdwBin)

/* (nullable); ends editing */
void fiel_ticket_field_set_reference (FielTicketField *self, const char *reference);
const char *fiel_ticket_field_get_reference (FielTicketField *self);                   /* (nullable) */

/* What is typed counts at once, whatever ends the editing; only giving up brings back what there was before. */
void fiel_ticket_field_edit (FielTicketField *self);
void fiel_ticket_field_stop_editing (FielTicketField *self);
void fiel_ticket_field_give_up (FielTicketField *self);
gboolean fiel_ticket_field_is_editing (FielTicketField *self);

G_END_DECLS
