/* survey-pages.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-window-test.h"

G_BEGIN_DECLS

/* Pages that are not there by themselves, for whoever measures every page. Each is shown, then @func is called. */
typedef void (*SurveyFunc) (gpointer survey, gpointer window, const char *scene);

/* A store in which people sign in: it begins with the lock page. */
extern const FielWindowTestStore survey_people;

/* Every page of the assistant. */
void survey_assistant (FielWindowTest *test, SurveyFunc func, gpointer survey);
/* The journal with payments in it. */
void survey_journal (FielWindowTest *test, SurveyFunc func, gpointer survey);
/* Money back: which sale, what of it and why, and the question. The last page stays. */
void survey_return (FielWindowTest *test, SurveyFunc func, gpointer survey);

G_END_DECLS
