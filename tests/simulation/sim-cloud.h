/* sim-cloud.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "sim-network.h"
#include "sim-world.h"

G_BEGIN_DECLS

/* What a money request asks for; the numbers of the protocol. */
typedef enum
{
  SIM_COMMAND_SALE = 100,
  SIM_COMMAND_VOID = 102,
  SIM_COMMAND_RETURN = 108,
} SimCommand;

/**
 * SimSale: what the cloud made of one money request that arrived, be it a sale or not. Whether it was booked is the
 * truth that everything is compared with.
 */
typedef struct _SimSale SimSale;
struct _SimSale
{
  SimCommand command;
  gint64 id;
  char *reference;             /* owned: the attempt's id, as sent */
  char *ticket;                /* owned, nullable */
  gint64 amount;
  guint terminal;
  gboolean is_asynchronous;
  gint64 taken_us;             /* virtual time */

  SimExchange *waiting;        /* owned, nullable: the connection that is held for the answer */
  guint next;                  /* what happens next with it */
  gboolean is_at_terminal;
  gboolean is_held;            /* the cloud has not passed it on yet */
  gboolean is_over;            /* the terminal is done with it */
  gboolean is_reported;        /* the cloud knows */
  int code;                    /* the terminal's result */
  gboolean is_booked;
  gint64 operation;
  gint64 authorization;
  gint64 named;                /* void: the operation, return: the authorization it names */
  const SimSale *undone;       /* the cloud's, nullable: the sale of which it gave back, once it is booked */
};

/**
 * SimRow: one line of a terminal's open batch.
 */
typedef struct
{
  SimCommand kind;
  SimSale *sale;               /* the cloud's; NULL: somebody else's */
  char *ticket;                /* owned, nullable */
  gint64 amount;
  gint64 operation;
  gint64 authorization;
  gboolean was_missed;         /* a list was given without it, which happens once */
} SimRow;

/**
 * SimTerminal: a card machine.
 */
typedef struct
{
  const char *key;             /* of the store profile */
  const char *id;
  gboolean is_off;
  gboolean has_bare_rows;      /* its list names neither ticket nor operation */
  SimSale *sale;               /* the cloud's, nullable: what runs on it */
  gint64 busy_until_us;        /* with a question */
  gint64 last_sale_us;         /* when the last money request for it arrived */
  gint64 n_operations;
  GArray *batch;               /* owned, of SimRow */
} SimTerminal;

SimCloud *sim_cloud_new (void);
void sim_cloud_free (SimCloud *self);

/* A request arrives. */
void sim_cloud_take (SimCloud *self, SimExchange *exchange);

/* The ledger: everything that was booked for an attempt's id. FALSE if nothing was. */
gboolean sim_cloud_find_booked (SimCloud *self, const char *reference, const char *terminal, gint64 *amount);
SimSale *sim_cloud_find_sale (SimCloud *self, const char *reference);    /* (nullable) */
SimSale *sim_cloud_find_authorization (SimCloud *self, gint64 authorization);    /* (nullable): a booked sale */
GPtrArray *sim_cloud_get_sales (SimCloud *self);                         /* of SimSale */
SimTerminal *sim_cloud_get_terminal (SimCloud *self, guint index);
gboolean sim_cloud_is_asynchronous (void);
gboolean sim_cloud_sends_ticket (void);

void sim_cloud_revoke_tokens (SimCloud *self);
/* The night: terminals that had nothing to do for long enough close their batch. */
void sim_cloud_close_batches (SimCloud *self);
/* Every result was told. */
gboolean sim_cloud_is_settled (SimCloud *self);

G_END_DECLS
