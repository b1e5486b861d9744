/* fiel-payment-range.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * FielPaymentRange: which payments. All 0: every one.
 * @since_wall_us: started then or later; 0: no bound
 * @until_wall_us: started before; 0: no bound
 * @after_seq: of a shift: still open, or closed by a later record of the journal; 0: no bound
 * @through_seq: of a shift that is over: closed by this record or an earlier one; 0: no bound
 */
typedef struct
{
  gint64 since_wall_us;
  gint64 until_wall_us;
  gint64 after_seq;
  gint64 through_seq;
} FielPaymentRange;

G_END_DECLS
