/** An application that knows no optimiser. */
module com.example.tuning {
  requires dev.beryl;
}
