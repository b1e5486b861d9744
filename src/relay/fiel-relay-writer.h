/* fiel-relay-writer.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-clock.h"
#include "fiel-relay-roster.h"
#include "fiel-relay-store.h"

G_BEGIN_DECLS

typedef struct
{
  FielRelayRetention retention;
  guint max_news; /* of a shop */
} FielRelayLimits;

/**
 * FielRelayBatch: what the writer did, told once for all that waited.
 * @jobs: (element-type FielRelayJob)
 * @roster: (nullable): if it has changed
 * @trouble: (nullable): why nothing can be kept now
 * @last_sequence: of all shops
 * @n_forgotten: news whose time was over
 * @flushed: whether something was committed
 * @n_news: how many are kept
 * @n_full_shops: how many shops have as many as they may
 * @is_last: it says no more
 */
typedef struct
{
  GPtrArray *jobs;         /* owned */
  FielRelayRoster *roster; /* owned */
  char *trouble;           /* owned */
  gint64 last_sequence;
  guint n_forgotten;
  gboolean flushed;
  gint64 n_news;
  guint n_full_shops;
  gboolean is_last;
} FielRelayBatch;

typedef enum
{
  FIEL_RELAY_JOB_KEEP,
  FIEL_RELAY_JOB_READ,
} FielRelayJobKind;

/**
 * FielRelayJob:
 * @kept: for KEEP: whether it is durable
 * @page: for READ, (nullable): what there was
 */
typedef struct
{
  FielRelayJobKind kind;
  GObject *owner;      /* owned: for whoever gave the job */
  FielRelayNews *news; /* owned: for KEEP */
  gboolean kept;
  gint64 shop;         /* for READ, as the next two */
  gint64 position;
  GBytes *page;        /* owned */
  guint n_news;        /* on @page */
} FielRelayJob;

/* In the main context the writer was made in. */
typedef void (*FielRelayBatchFunc) (const FielRelayBatch *batch, gpointer user_data);

/* The one thread that has the store. What comes while it flushes is kept with the next flush, all together. */
typedef struct _FielRelayWriter FielRelayWriter;

FielRelayWriter *fiel_relay_writer_new (const char *path,
                                        const FielRelayLimits *limits,
                                        FielClock *clock,
                                        FielRelayBatchFunc func,
                                        gpointer user_data,
                                        GError **error);
/* Does what it was given before, then says its last word; behind that it may be freed, and nothing may be asked. */
void fiel_relay_writer_finish (FielRelayWriter *self);
void fiel_relay_writer_free (FielRelayWriter *self);

const char *fiel_relay_writer_get_epoch (FielRelayWriter *self);
FielRelayRoster *fiel_relay_writer_get_first_roster (FielRelayWriter *self);
gint64 fiel_relay_writer_get_first_sequence (FielRelayWriter *self);
gint64 fiel_relay_writer_get_running_us (FielRelayWriter *self);

/* @news: (transfer full) */
void fiel_relay_writer_keep (FielRelayWriter *self, FielRelayNews *news, GObject *owner);
void fiel_relay_writer_read (FielRelayWriter *self, gint64 shop, gint64 position, GObject *owner);
/* Written with the next flush, or a little later: lost by a crash, the till is told twice. */
void fiel_relay_writer_move (FielRelayWriter *self, gint64 till, gint64 position);

G_END_DECLS
