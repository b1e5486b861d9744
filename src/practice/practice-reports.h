/* practice-reports.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "practice-terminal.h"

G_BEGIN_DECLS

JsonObject *practice_reports_make (PracticeWorld *world, PracticeTerminal *terminal, const PracticeOrder *order);

G_END_DECLS
