/* fiel-inquiry.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-record.h"
#include "fiel-attempt.h"
#include "fiel-evidence.h"
#include "fiel-provider-link.h"
#include "fiel-random.h"
#include "fiel-scribe.h"

G_BEGIN_DECLS

#define FIEL_TYPE_INQUIRY (fiel_inquiry_get_type ())
G_DECLARE_FINAL_TYPE (FielInquiry, fiel_inquiry, FIEL, INQUIRY, GObject)

/**
 * FielInquiryFunc:
 * @evidence: (nullable) (transfer full): what was found, to be held against the attempt
 * @event: what happened, if there is no evidence: NO_NEWS or ABSENT
 *
 * Called once for every check, when it is over.
 */
typedef void (*FielInquiryFunc) (FielAttemptEvent event, FielEvidence *evidence, gpointer user_data);

/* Asks what became of one open attempt. It decides nothing: it follows core's check plan and reports. At most one
 * question is out at a time. @func is called until fiel_inquiry_stop(). */
FielInquiry *fiel_inquiry_new (FielScribe *scribe, FielProviderLink *link, FielAttempt *attempt,
                               FielAttemptRecord *record,
                               FielRandomFunc random, gpointer random_data, FielInquiryFunc func, gpointer func_data);

void fiel_inquiry_set_sent (FielInquiry *self, gint64 boot_us, gboolean this_boot);
void fiel_inquiry_set_doubted (FielInquiry *self);                  /* from now on no list without it proves anything */
void fiel_inquiry_set_closed (FielInquiry *self, gint64 boot_us);   /* when our own connection was closed */
void fiel_inquiry_plan (FielInquiry *self);                         /* plan the next check */
void fiel_inquiry_check_now (FielInquiry *self);                    /* now, or right after the one that is out */
void fiel_inquiry_stop (FielInquiry *self);                         /* no further check, no further report */

/* What evidence about this attempt is held against; points into its arguments. */
FielAttemptFacts fiel_inquiry_make_facts (FielAttempt *attempt, FielAttemptRecord *record);

G_END_DECLS
