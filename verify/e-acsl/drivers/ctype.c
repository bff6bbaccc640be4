// header: ctype.h
static int byte(void) { return (int)ntk_below(257) - 1; }
static void drive_isdigit(void) { CALL(isdigit)(byte()); }
static void drive_isalpha(void) { CALL(isalpha)(byte()); }
static void drive_isupper(void) { CALL(isupper)(byte()); }
static void drive_isspace(void) { CALL(isspace)(byte()); }
static void drive_iscntrl(void) { CALL(iscntrl)(byte()); }
