/* settings-fixture.h
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fiel-setting-row.h"
#include "fiel-settings-window.h"
#include "fiel-window-test.h"

G_BEGIN_DECLS

/* The settings of a store as somebody at the till sees and changes them. */

#define UAT "https://api-uat-getnet-posintegrado.ione.cl/api/postxs/"
#define LIVE "https://api-getnet-posintegrado.ione.cl/api/postxs/"

extern const FielWindowTestStore settings_store, settings_training, settings_live, settings_argentina;
/* With a manager "marta", PIN 739146. */
extern const FielWindowTestStore settings_people;
extern char *settings_template;   /* owned: the file each test begins with */

FielSettingsWindow *settings_find_window (void);
FielSettingsWindow *settings_open (FielWindowTest *test, const char *page);
/* And whatever comes of it. */
void settings_close (FielWindowTest *test);

void settings_write_file (FielEngine *engine, const char *text);
char *settings_read_file (FielWindowTest *test);

typedef gboolean (*SettingsMatchFunc) (GtkWidget *widget, gconstpointer data);
GtkWidget *settings_find_below (GtkWidget *widget, SettingsMatchFunc match, gconstpointer data);
GtkWidget *settings_find_type (gpointer widget, GType type);
FielSettingRow *settings_find_row (FielSettingsWindow *window, const char *group, const char *key);
/* @data: a title, a label */
gboolean settings_is_row_titled (GtkWidget *widget, gconstpointer data);
gboolean settings_is_button (GtkWidget *widget, gconstpointer data);

void settings_press (gpointer widget, const char *label);
void settings_enter (FielSettingRow *row, const char *text);
void settings_remedy (FielSettingsWindow *window);

/* The dialog that asks something before it is done. */
GtkWindow *settings_find_question (void);
void settings_answer (const char *response);

void settings_assert_saved (FielWindowTest *test, const char *line);
void settings_assert_untouched (FielWindowTest *test);
void settings_assert_fine (FielSettingRow *row);
/* Seen, heard, and not in the file. */
void settings_assert_refused (FielWindowTest *test, FielSettingRow *row, const char *reason);
void settings_assert_trouble (FielSettingsWindow *window, const char *words, const char *remedy);
void settings_assert_no_trouble (FielSettingsWindow *window);
void settings_assert_badge (FielSettingsWindow *window, const char *word, const char *style_class);

G_END_DECLS
