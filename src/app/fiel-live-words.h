/* fiel-live-words.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Something to be heard in a window that has no place for it. */
#define FIEL_TYPE_LIVE_WORDS (fiel_live_words_get_type ())
G_DECLARE_FINAL_TYPE (FielLiveWords, fiel_live_words, FIEL, LIVE_WORDS, GtkWidget)

/* The window of this program that has the keyboard. (transfer none) (nullable) */
GtkWindow *fiel_live_words_find_front (void);
/* Another one than that of @widget is it. */
gboolean fiel_live_words_is_behind (GtkWidget *widget);

/* Once for the program. A screen reader looks through a window that gets the keyboard, and older GTK tells it only of
 * what was there then: so the place for the words has to be. */
void fiel_live_words_begin (void);
/* @urgent: as in fiel-announce.h. Takes no room and no focus; the words are gone when @window loses the keyboard. */
void fiel_live_words_say (GtkWindow *window, const char *words, gboolean urgent);

/* @status gets the words, and is heard even if it has them already. Empty words are no words.
 * @last: (inout): what it has; NULL at first, and freed with it */
void fiel_live_words_put (GtkWidget *status, char **last, const char *words);

G_END_DECLS
