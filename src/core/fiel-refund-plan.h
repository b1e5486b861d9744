/* fiel-refund-plan.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-attempt-state.h"

G_BEGIN_DECLS

/**
 * FielRefundKind: how money goes back.
 */
typedef enum
{
  FIEL_REFUND_KIND_NONE,     /* not at all, see the obstacle */
  FIEL_REFUND_KIND_VOID,     /* the provider cancels the whole sale of the open batch */
  FIEL_REFUND_KIND_RETURN,   /* the provider returns an amount by the sale's authorization */
} FielRefundKind;

#define FIEL_TYPE_REFUND_KIND (fiel_refund_kind_get_type ())
GType fiel_refund_kind_get_type (void);

/**
 * FielRefundObstacle: why nothing goes back. The first of them that holds.
 */
typedef enum
{
  FIEL_REFUND_OBSTACLE_NONE,
  FIEL_REFUND_OBSTACLE_NOT_A_SALE,         /* a return gives nothing back */
  FIEL_REFUND_OBSTACLE_OPEN,               /* what became of the sale is not known yet */
  FIEL_REFUND_OBSTACLE_CONFLICT,           /* word contradicts the sale or a return of it, and nobody looked */
  FIEL_REFUND_OBSTACLE_NOT_CHARGED,
  FIEL_REFUND_OBSTACLE_RETURN_OPEN,        /* what became of an earlier return is not known yet */
  FIEL_REFUND_OBSTACLE_NOTHING_LEFT,       /* all of it went back, or may have */
  FIEL_REFUND_OBSTACLE_AMOUNT,             /* nothing, or more than what is left */
  FIEL_REFUND_OBSTACLE_NOT_OFFERED,        /* the provider cannot do it here */
  FIEL_REFUND_OBSTACLE_NO_AUTHORIZATION,   /* the provider needs the sale's authorization, and it is not known */
  FIEL_REFUND_OBSTACLE_NO_DATE,            /* the same of its date */
} FielRefundObstacle;

#define FIEL_TYPE_REFUND_OBSTACLE (fiel_refund_obstacle_get_type ())
GType fiel_refund_obstacle_get_type (void);
#define FIEL_N_REFUND_OBSTACLES (FIEL_REFUND_OBSTACLE_NO_DATE + 1)

/**
 * FielRefundFacts: what the journal knows of a sale and of what went back of it.
 * @kind: of the sale, if it is one
 * @closed: whether it has an outcome
 * @sold_minor: what it brought; 0 if nothing was charged
 * @returned_minor: what went back, and what may have
 * @return_open: a return of it has no outcome yet
 * @in_conflict: word contradicts it or a return of it, and nobody has looked at that
 * @void_declined: the provider said no to cancelling it
 * @batch_closed: its terminal's batch was closed since
 * @elsewhere: the money is to go back over another terminal
 * @has_authorization, @has_operation, @has_date: whether they are known of it
 * @has_slip: its authorization can be typed as the customer's slip shows it
 */
typedef struct
{
  FielAttemptKind kind;
  gboolean closed;
  gint64 sold_minor;
  gint64 returned_minor;
  gboolean return_open;
  gboolean in_conflict;
  gboolean void_declined;
  gboolean batch_closed;
  gboolean elsewhere;
  gboolean has_authorization;
  gboolean has_operation;
  gboolean has_date;
  gboolean has_slip;
} FielRefundFacts;

/**
 * FielRefundMeans: what the provider declares.
 */
typedef struct
{
  gboolean can_void;
  gboolean can_return;
  gboolean return_wants_date;
} FielRefundMeans;

/**
 * FielRefundPlan: @obstacle is NONE exactly if @kind is not.
 * @by_slip: a return by what somebody typed from the customer's slip, for the sale's authorization is not known
 */
typedef struct
{
  FielRefundKind kind;
  FielRefundObstacle obstacle;
  gboolean by_slip;
} FielRefundPlan;

/* Never below 0. */
gint64 fiel_refund_plan_get_remaining (const FielRefundFacts *facts);

/* How everything that is left goes back, and how a part of it would. */
FielRefundPlan fiel_refund_plan_whole (const FielRefundFacts *facts, const FielRefundMeans *means);
FielRefundPlan fiel_refund_plan_part (const FielRefundFacts *facts, const FielRefundMeans *means);

/* How @minor goes back: whole, part, or not at all. */
FielRefundPlan fiel_refund_plan_amount (const FielRefundFacts *facts, const FielRefundMeans *means, gint64 minor);

/* A return that belongs to no sale of this till: by what is printed on the customer's slip alone. */
FielRefundPlan fiel_refund_plan_unbound (const FielRefundMeans *means, gboolean has_authorization, gboolean has_date);

/* The ticket of such a return. (transfer full) */
char *fiel_refund_plan_make_slip_ticket (const char *authorization);

G_END_DECLS
