/* practice-booker.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-record.h"
#include "practice-terminal.h"

G_BEGIN_DECLS

JsonObject *practice_booker_carry_out (PracticeWorld *world,
                                       PracticeTerminal *terminal,
                                       PracticeOperation *operation,
                                       const PracticeOutcome *outcome);
JsonObject *
practice_booker_refuse (PracticeWorld *world, PracticeTerminal *terminal, const PracticeOrder *order, gint code);

G_END_DECLS
