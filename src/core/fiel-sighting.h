/* fiel-sighting.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * FielSighting: what a person saw on the terminal of a payment nobody has a result of. It is kept, and it is never
 * evidence: people look at the wrong slip.
 * @FIEL_SIGHTING_NONE: nobody said anything
 * @FIEL_SIGHTING_APPROVED: "approved", or a slip was printed
 * @FIEL_SIGHTING_DECLINED: "declined" or "cancelled"
 * @FIEL_SIGHTING_WAITING: it still waits for a card
 * @FIEL_SIGHTING_NOTHING: nothing, it is off, or nobody can see it
 */
typedef enum
{
  FIEL_SIGHTING_NONE,
  FIEL_SIGHTING_APPROVED,
  FIEL_SIGHTING_DECLINED,
  FIEL_SIGHTING_WAITING,
  FIEL_SIGHTING_NOTHING,
} FielSighting;

#define FIEL_TYPE_SIGHTING (fiel_sighting_get_type ())
GType fiel_sighting_get_type (void);
#define FIEL_N_SIGHTINGS (FIEL_SIGHTING_NOTHING + 1)

/* How much is kept of a number copied from a slip, in characters. */
#define FIEL_SLIP_CODE_MAX 20

G_END_DECLS
