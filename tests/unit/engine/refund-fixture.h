/* refund-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine-fixture.h"

G_BEGIN_DECLS

/* What the programs about returns share. The orders are Ana's and borrow what they are given. */

FielRefundOrder refund_fixture_make_order (FielAttempt *sale, gint64 minor);

void refund_fixture_assert_refused (EngineFixture *fixture, const FielRefundOrder *order, FielEngineError code,
                                    const char *words);

/* Both orders in the same turn of the loop, before anything is durable; the second is refused with @code.
 * (transfer full): the first, as far as its intent */
FielAttempt *refund_fixture_order_at_once (EngineFixture *fixture, const FielRefundOrder *first,
                                           const FielRefundOrder *second, FielEngineError code);

G_END_DECLS
