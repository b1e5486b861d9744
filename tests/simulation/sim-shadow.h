/* sim-shadow.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"
#include "fiel-journal-store-private.h"
#include "sim-world.h"

G_BEGIN_DECLS

/**
 * SimPayment: one attempt as an outsider knows it: from the records in the journal, from what left over the network,
 * and from what was shown.
 */
typedef struct
{
  char *id;                     /* owned */
  FielAttemptKind kind;
  char *original;               /* owned, nullable: id of the sale it gives back of */
  char *reference;              /* owned: the ticket's */
  char *terminal;               /* owned: key of the store profile */
  char *body_sha256;            /* owned */
  char *provider_id;            /* owned, nullable */
  gint64 ticket_id;
  gint64 due;
  gint64 amount;
  guint generation;             /* how often the cashier had said before that the reference is a new ticket */
  gint64 intent_seq;
  gint64 intent_boot_us;
  char *intent_boot_id;         /* owned */

  gint64 state_seq;
  FielAttemptState state;
  FielOutcome outcome;
  gint64 closed_us;             /* virtual time */
  guint closed_life;            /* in which life of the program */
  gboolean is_doubted;          /* contradictory evidence was recorded */
  gint64 conflict_seq;          /* 0: none */
  gint64 parked_seq;
  gboolean is_parked;

  guint n_sent;
  gint64 sent_us;               /* virtual time; 0: never */
  guint sent_life;
  FielOutcome shown_outcome;
  gboolean hand_asked[2];       /* a person recorded: not charged, charged */
} SimPayment;

typedef struct _SimShadow SimShadow;

/* The journal, read record by record through its own connection as soon as they are committed, and up to where the disk
 * would give it back after a power cut right now. */
SimShadow *sim_shadow_new (void);
void sim_shadow_free (SimShadow *self);

/* A job ran. Reads what is new, and notes what is flushed. @store: (nullable): it was closed, or could not be opened */
void sim_shadow_read (SimShadow *self, FielJournalStore *store);

/* The process is gone; the next sees the disk anew. @power_cut: only what was flushed must be there */
void sim_shadow_forget_process (SimShadow *self, gboolean power_cut);

gboolean sim_shadow_is_durable (SimShadow *self, gint64 seq);
SimPayment *sim_shadow_find (SimShadow *self, const char *id);    /* (nullable) */
GPtrArray *sim_shadow_get_payments (SimShadow *self);             /* of SimPayment, in the order of their intents */

/* The first record with this text; 0 if there is none. */
gint64 sim_shadow_find_text (SimShadow *self, const char *text);
/* Whether somebody answered our own question with it. */
gboolean sim_shadow_find_answer (SimShadow *self, const char *text);

G_END_DECLS
