/* fiel-app-pch.h: what nearly every file of the window includes itself, read once where a build asks for it
 * (-Db_pch=true).
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>
