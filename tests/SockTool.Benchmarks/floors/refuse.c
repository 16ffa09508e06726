/* The floor of startup: what every program must do to find out that nobody listens.
   refuse PORT */
#include "common.h"

int main(int count, char **words) {
    if (count != 2) return 2;
    dial(atoi(words[1]));
    return 0;
}
