/** An application that knows no optimizer. */
module com.example.tuning {
  requires dev.beryl;
}
