/* practice-record.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-operation.h"

G_BEGIN_DECLS

JsonObject *practice_record_new (PracticeWorld *world, PracticeCommandNumber function, gint code);
JsonObject *practice_record_new_paid (PracticeWorld *world, const PracticeBooking *booking, const PracticeOrder *order);
JsonObject *practice_record_new_unpaid (PracticeWorld *world, const PracticeOrder *order, guint counter, gint code);
JsonObject *practice_record_new_given_back (PracticeWorld *world,
                                            const PracticeOrder *order,
                                            const PracticeBooking *booking,
                                            gint code);
gint64 practice_record_get_commerce_code (const char *id_sucursal);

G_END_DECLS
