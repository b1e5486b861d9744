/* fiel-relay-client.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fiel-relay-client.h"

#include "fiel-attempt-state.h"

#include <string.h>

/**
 * FielRelayClient:
 *
 *   STOPPED ──start──► ASKING ──news──► HANDING_UP ──settled──► ASKING
 *                       │  ▲                │
 *                       │  └──rested──┐     │ not all could be kept
 *                       └──trouble──► RESTING ◄┘            any of them ──stop──► STOPPED
 *
 * Rules:
 *  - The position moves only over what is settled, in order; the relay learns it with the next question. So what is
 *    lost between the two comes again, and whoever takes the news has to know it.
 *  - Without a position (the first question of a run) the relay starts where it knows this till to be.
 *  - Every way back to ASKING either brought something or took time: an answer without news that comes too soon is
 *    followed by a rest, as trouble is.
 *  - The token is looked up when it is needed and again when the relay did not take it; so a new one is found, and an
 *    old one serves until it is refused.
 */

#define WAIT_S 40
/* An empty answer that comes earlier than this before its time was not waited for. */
#define EARLY_US (2 * G_USEC_PER_SEC)
/* So many in a row, and somebody else asks with the same token. */
#define N_EARLY_IS_TROUBLE 3
#define TOKEN_REST_US (60 * G_USEC_PER_SEC)

static const gint64 rests_s[] = { 1, 2, 5, 10, 30, 60 };

typedef enum
{
  EVENT_START,
  EVENT_NEWS,
  EVENT_SETTLED,
  EVENT_UNSETTLED,
  EVENT_TROUBLE,
  EVENT_RESTED,
} Event;

typedef struct
{
  FielRelayState from;
  Event event;
  FielRelayState to;
} Edge;

static const Edge edges[] = {
  { FIEL_RELAY_STATE_STOPPED, EVENT_START, FIEL_RELAY_STATE_ASKING },
  { FIEL_RELAY_STATE_ASKING, EVENT_NEWS, FIEL_RELAY_STATE_HANDING_UP },
  { FIEL_RELAY_STATE_ASKING, EVENT_TROUBLE, FIEL_RELAY_STATE_RESTING },
  { FIEL_RELAY_STATE_HANDING_UP, EVENT_SETTLED, FIEL_RELAY_STATE_ASKING },
  { FIEL_RELAY_STATE_HANDING_UP, EVENT_UNSETTLED, FIEL_RELAY_STATE_RESTING },
  { FIEL_RELAY_STATE_RESTING, EVENT_RESTED, FIEL_RELAY_STATE_ASKING },
};

typedef enum
{
  FATE_OPEN,
  FATE_DONE,
  FATE_FAILED,
} Fate;

struct _FielRelayClient
{
  GObject parent_instance;

  FielHttpClient *http;          /* owned */
  FielClock *clock;              /* owned */
  char *address;                 /* owned */
  FielRelayTokenFunc find_token;
  gpointer token_data;           /* not owned, outlives self */

  FielRelayState state;
  char *token;                   /* owned, nullable: wiped */
  GCancellable *asking;          /* owned, nullable: of the question that is out */
  gint64 asked_us;               /* boot time */
  guint timer;
  guint n_failures;              /* in a row */
  guint n_early;                 /* in a row */

  char *epoch;                   /* owned, nullable: no position yet */
  gint64 after;
  FielRelayAnswer *page;           /* owned, nullable: while it is handed up */
  Fate fates[FIEL_RELAY_MAX_NEWS];
  gboolean handing_up;           /* its entries are being told of right now */

  FielTrouble trouble;
  gint64 heard_us;
  guint n_news;
};

enum
{
  PROP_0,
  PROP_STATE,
  PROP_TROUBLE,
  PROP_HEARD_US,
  PROP_N_NEWS,
  N_PROPS
};

enum
{
  NEWS,
  N_SIGNALS
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

/* clang-format off */
G_DEFINE_ENUM_TYPE (FielRelayState, fiel_relay_state,
  G_DEFINE_ENUM_VALUE (FIEL_RELAY_STATE_STOPPED, "stopped"),
  G_DEFINE_ENUM_VALUE (FIEL_RELAY_STATE_ASKING, "asking"),
  G_DEFINE_ENUM_VALUE (FIEL_RELAY_STATE_HANDING_UP, "handing-up"),
  G_DEFINE_ENUM_VALUE (FIEL_RELAY_STATE_RESTING, "resting"))
/* clang-format on */

G_DEFINE_FINAL_TYPE (FielRelayClient, fiel_relay_client, G_TYPE_OBJECT)

static void ask (FielRelayClient *self);

/* What is known about it */

static void
set_state (FielRelayClient *self, FielRelayState state)
{
  if (self->state == state)
    return;

  self->state = state;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

static gboolean
enter (FielRelayClient *self, Event event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    {
      if (edges[i].from == self->state && edges[i].event == event)
        {
          set_state (self, edges[i].to);
          return TRUE;
        }
    }

  return FALSE;
}

static void
set_trouble (FielRelayClient *self, FielTrouble trouble)
{
  if (self->trouble == trouble)
    return;

  self->trouble = trouble;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TROUBLE]);
}

static void
note_heard (FielRelayClient *self)
{
  self->heard_us = fiel_clock_get_wall_us (self->clock);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HEARD_US]);
}

/* Resting */

static void
rested_cb (gpointer user_data)
{
  FielRelayClient *self = user_data;

  self->timer = 0;
  if (enter (self, EVENT_RESTED))
    ask (self);
}

static gint64
find_rest_us (guint n)
{
  return rests_s[MIN (n, G_N_ELEMENTS (rests_s) - 1)] * G_USEC_PER_SEC;
}

static void
rest (FielRelayClient *self, Event event, gint64 rest_us)
{
  if (!enter (self, event))
    return;

  self->timer = fiel_clock_add_timer (self->clock, rest_us, rested_cb, self);
}

/* The token */

static void
drop_token (FielRelayClient *self)
{
  if (self->token == NULL)
    return;

  explicit_bzero (self->token, strlen (self->token));
  g_clear_pointer (&self->token, g_free);
}

static gboolean
has_token (FielRelayClient *self)
{
  g_autoptr (GError) error = NULL;

  if (self->token != NULL)
    return TRUE;

  self->token = self->find_token (self->token_data, &error);
  if (fiel_relay_token_is_valid (self->token))
    return TRUE;

  g_info ("There is no token for the relay%s%s", error != NULL ? ": " : "", error != NULL ? error->message : "");
  drop_token (self);

  return FALSE;
}

/* Handing up */

static void
drop_page (FielRelayClient *self)
{
  g_clear_pointer (&self->page, fiel_relay_answer_free);
}

static void
move_to (FielRelayClient *self, const char *epoch, gint64 after)
{
  if (g_strcmp0 (self->epoch, epoch) != 0)
    {
      g_free (self->epoch);
      self->epoch = g_strdup (epoch);
    }
  self->after = after;
}

static guint
count_done (FielRelayClient *self)
{
  guint n = 0;

  while (n < self->page->news->len && self->fates[n] == FATE_DONE)
    n++;

  return n;
}

static gboolean
is_open (FielRelayClient *self)
{
  for (guint i = 0; i < self->page->news->len; i++)
    if (self->fates[i] == FATE_OPEN)
      return TRUE;

  return FALSE;
}

/* A store that changes its name again and again would never let us rest. */
static void
conclude (FielRelayClient *self)
{
  g_autoptr (FielRelayAnswer) page = NULL;
  const gboolean moved = self->epoch != NULL && !g_str_equal (self->epoch, self->page->epoch);
  guint n_done = 0;

  if (self->handing_up || is_open (self))
    return;

  n_done = count_done (self);
  page = g_steal_pointer (&self->page);
  if (n_done > 0)
    move_to (self, page->epoch, fiel_relay_entry_get_sequence (g_ptr_array_index (page->news, n_done - 1)));
  if (n_done < page->news->len)
    {
      rest (self, EVENT_UNSETTLED, find_rest_us (self->n_failures++));
      return;
    }

  self->n_failures = 0;
  if (moved)
    rest (self, EVENT_UNSETTLED, find_rest_us (0));
  else if (enter (self, EVENT_SETTLED))
    ask (self);
}

static void
hand_up (FielRelayClient *self, FielRelayAnswer *page)
{
  g_autoptr (GPtrArray) news = g_ptr_array_ref (page->news);

  self->page = page;
  memset (self->fates, 0, sizeof self->fates);
  self->n_news += news->len;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_NEWS]);

  self->handing_up = TRUE;
  for (guint i = 0; i < news->len && self->page == page; i++)
    g_signal_emit (self, signals[NEWS], 0, g_ptr_array_index (news, i));
  self->handing_up = FALSE;
  if (self->page == page)
    conclude (self);
}

void
fiel_relay_client_settle (FielRelayClient *self, FielRelayEntry *news, gboolean done)
{
  guint index = 0;

  g_return_if_fail (FIEL_IS_RELAY_CLIENT (self));
  g_return_if_fail (news != NULL);

  if (self->page == NULL || !g_ptr_array_find (self->page->news, news, &index))
    return;

  self->fates[index] = done ? FATE_DONE : FATE_FAILED;
  conclude (self);
}

/* Asking */

static void
take_trouble (FielRelayClient *self, const GError *error)
{
  const gboolean refused = error->code == FIEL_TROUBLE_CREDENTIALS;
  const gint64 rest_us = find_rest_us (self->n_failures++);

  g_info ("The relay does not give news: %s: %s",
          fiel_enum_nick (FIEL_TYPE_TROUBLE, error->code), error->message);
  if (refused)
    drop_token (self);
  set_trouble (self, (FielTrouble) error->code);
  rest (self, EVENT_TROUBLE, refused ? MAX (rest_us, TOKEN_REST_US) : rest_us);
}

static gboolean
fits (FielRelayClient *self, FielRelayAnswer *page)
{
  if (self->epoch == NULL || !g_str_equal (self->epoch, page->epoch))
    return TRUE;

  return page->last >= self->after
         && (page->news->len == 0
             || fiel_relay_entry_get_sequence (g_ptr_array_index (page->news, 0)) > self->after);
}

/* Two that ask with one token end each other's waiting; nobody would wait any more. */
static void
take_silence (FielRelayClient *self, FielRelayAnswer *page)
{
  const gint64 waited_us = fiel_clock_get_boot_us (self->clock) - self->asked_us;

  move_to (self, page->epoch, page->last);
  self->n_failures = 0;
  if (waited_us >= WAIT_S * G_USEC_PER_SEC - EARLY_US)
    {
      self->n_early = 0;
      set_trouble (self, FIEL_TROUBLE_NONE);
      ask (self);
      return;
    }

  set_trouble (self, self->n_early + 1 >= N_EARLY_IS_TROUBLE ? FIEL_TROUBLE_SHARED_TOKEN : FIEL_TROUBLE_NONE);
  rest (self, EVENT_TROUBLE, find_rest_us (self->n_early++));
}

static void
answered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (FielRelayClient) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (FielRelayAnswer) page = fiel_relay_query_ask_finish (FIEL_HTTP_CLIENT (source), result, &error);

  if (g_task_get_cancellable (G_TASK (result)) != self->asking)
    return;

  g_clear_object (&self->asking);
  if (page != NULL && !fits (self, page))
    g_set_error_literal (&error, FIEL_TROUBLE_ERROR, FIEL_TROUBLE_UNREADABLE, "it goes back behind what is settled");
  if (error != NULL)
    {
      take_trouble (self, error);
      return;
    }

  note_heard (self);
  if (page->news->len == 0)
    {
      take_silence (self, page);
      return;
    }

  self->n_early = 0;
  set_trouble (self, FIEL_TROUBLE_NONE);
  if (enter (self, EVENT_NEWS))
    hand_up (self, g_steal_pointer (&page));
}

static void
ask (FielRelayClient *self)
{
  FielRelayQuery query = { .address = self->address, .wait_s = WAIT_S, .epoch = self->epoch, .after = self->after };

  if (!has_token (self))
    {
      set_trouble (self, FIEL_TROUBLE_NO_SECRET);
      rest (self, EVENT_TROUBLE, TOKEN_REST_US);
      return;
    }

  query.token = self->token;
  self->asking = g_cancellable_new ();
  self->asked_us = fiel_clock_get_boot_us (self->clock);
  fiel_relay_query_ask_async (self->http, &query, self->asking, answered_cb, g_object_ref (self));
}

void
fiel_relay_client_start (FielRelayClient *self)
{
  g_return_if_fail (FIEL_IS_RELAY_CLIENT (self));

  if (enter (self, EVENT_START))
    ask (self);
}

void
fiel_relay_client_stop (FielRelayClient *self)
{
  g_return_if_fail (FIEL_IS_RELAY_CLIENT (self));

  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
  fiel_clock_clear_timer (self->clock, &self->timer);
  drop_page (self);
  drop_token (self);
  set_state (self, FIEL_RELAY_STATE_STOPPED);
}

/* The object */

static void
fiel_relay_client_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  FielRelayClient *self = FIEL_RELAY_CLIENT (object);

  switch (prop_id)
    {
    case PROP_STATE:
      g_value_set_enum (value, self->state);
      break;

    case PROP_TROUBLE:
      g_value_set_enum (value, self->trouble);
      break;

    case PROP_HEARD_US:
      g_value_set_int64 (value, self->heard_us);
      break;

    case PROP_N_NEWS:
      g_value_set_uint (value, self->n_news);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
fiel_relay_client_dispose (GObject *object)
{
  fiel_relay_client_stop (FIEL_RELAY_CLIENT (object));

  G_OBJECT_CLASS (fiel_relay_client_parent_class)->dispose (object);
}

static void
fiel_relay_client_finalize (GObject *object)
{
  FielRelayClient *self = FIEL_RELAY_CLIENT (object);

  g_object_unref (self->http);
  g_object_unref (self->clock);
  g_free (self->address);
  g_free (self->epoch);

  G_OBJECT_CLASS (fiel_relay_client_parent_class)->finalize (object);
}

static void
fiel_relay_client_class_init (FielRelayClientClass *klass)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fiel_relay_client_get_property;
  object_class->dispose = fiel_relay_client_dispose;
  object_class->finalize = fiel_relay_client_finalize;

  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, FIEL_TYPE_RELAY_STATE, FIEL_RELAY_STATE_STOPPED, flags);
  properties[PROP_TROUBLE] =
    g_param_spec_enum ("trouble", NULL, NULL, FIEL_TYPE_TROUBLE, FIEL_TROUBLE_NONE, flags);
  properties[PROP_HEARD_US] =
    g_param_spec_int64 ("heard-us", NULL, NULL, 0, G_MAXINT64, 0, flags);
  properties[PROP_N_NEWS] =
    g_param_spec_uint ("n-news", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[NEWS] = g_signal_new ("news", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, FIEL_TYPE_RELAY_ENTRY);
}

static void
fiel_relay_client_init (FielRelayClient *self)
{
  self->state = FIEL_RELAY_STATE_STOPPED;
}

FielRelayClient *
fiel_relay_client_new (FielHttpClient *http,
                       FielClock *clock,
                       const char *address,
                       FielRelayTokenFunc find_token,
                       gpointer token_data)
{
  FielRelayClient *self = NULL;

  g_return_val_if_fail (FIEL_IS_HTTP_CLIENT (http), NULL);
  g_return_val_if_fail (FIEL_IS_CLOCK (clock), NULL);
  g_return_val_if_fail (address != NULL && find_token != NULL, NULL);

  self = g_object_new (FIEL_TYPE_RELAY_CLIENT, NULL);
  self->http = g_object_ref (http);
  self->clock = g_object_ref (clock);
  self->address = g_strdup (address);
  self->find_token = find_token;
  self->token_data = token_data;

  return self;
}

FielRelayState
fiel_relay_client_get_state (FielRelayClient *self)
{
  g_return_val_if_fail (FIEL_IS_RELAY_CLIENT (self), FIEL_RELAY_STATE_STOPPED);

  return self->state;
}

FielTrouble
fiel_relay_client_get_trouble (FielRelayClient *self)
{
  g_return_val_if_fail (FIEL_IS_RELAY_CLIENT (self), FIEL_TROUBLE_NONE);

  return self->trouble;
}

gint64
fiel_relay_client_get_heard_us (FielRelayClient *self)
{
  g_return_val_if_fail (FIEL_IS_RELAY_CLIENT (self), 0);

  return self->heard_us;
}

guint
fiel_relay_client_get_n_news (FielRelayClient *self)
{
  g_return_val_if_fail (FIEL_IS_RELAY_CLIENT (self), 0);

  return self->n_news;
}
